import { Pool } from 'undici'

import { exchange } from '#lib/providers/http/exchange.ts'
import { randomOf } from '#scripts/faults/random.ts'
import { fuzzRequest } from '#scripts/fuzz/requests.ts'

const CONNECTIONS = 32
const ANSWER_MS = 60_000
/** Requests that are drawn from one stream of chance: where the next lot begins, a run may begin. */
export const LOT = 10_000

export type Thrown = {
  requests: number
  seed: number
  /** How often each status was answered; `cut` where the connection was closed instead. */
  statuses: Record<string, number>
  serverErrors: number
  /** Requests that were taken although nobody had signed them: must be none. */
  takenUnsigned: number
}

type Throw = {
  count: number
  seed: number
  /** How many of the seed's requests are skipped: a long run may be made in parts. A multiple of a lot. */
  from?: number
  refs?: readonly string[]
  onProgress?: (done: number, thrown: Thrown) => Promise<void>
}

/** Throws `count` requests at a listener over kept connections and counts its answers; the same seed throws the same ones. */
export async function throwRequests(
  port: number,
  { count, seed, from = 0, refs = [], onProgress }: Throw,
): Promise<Thrown> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, pipelining: 1 })
  const thrown: Thrown = { requests: 0, seed, statuses: {}, serverErrors: 0, takenUnsigned: 0 }
  let random = randomOf(seed, 'requests')
  let begun = 0

  async function thrower() {
    while (begun < count) {
      if (begun % LOT === 0) random = randomOf(seed, `requests from ${from + begun}`)
      begun += 1
      const { authentic, ...request } = fuzzRequest(random, refs)
      const answer = await exchange(pool, { ...request, answerMs: ANSWER_MS })
      const status = answer.kind === 'answered' ? answer.status : 0
      thrown.statuses[status || 'cut'] = (thrown.statuses[status || 'cut'] ?? 0) + 1
      if (status >= 500) thrown.serverErrors += 1
      if (status === 200 && !authentic) thrown.takenUnsigned += 1
      thrown.requests += 1
      if (onProgress && thrown.requests % Math.ceil(count / 10) === 0) await onProgress(thrown.requests, thrown)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, thrower))
  await pool.destroy()
  return thrown
}
