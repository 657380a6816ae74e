import { Pool } from 'undici'

import { exchange } from '#lib/providers/http/exchange.ts'
import { randomOf } from '#scripts/faults/random.ts'
import { fuzzRequest } from '#scripts/fuzz/requests.ts'

const CONNECTIONS = 32
const ANSWER_MS = 60_000

export type Thrown = {
  requests: number
  seed: number
  /** How often each status was answered; `cut` where the connection was closed instead. */
  statuses: Record<string, number>
  serverErrors: number
  /** Requests that were taken although nobody had signed them: must be none. */
  takenUnsigned: number
}

/** Throws `count` requests at a listener over kept connections and counts its answers; the same seed throws the same ones. */
export async function throwRequests(
  port: number,
  {
    count,
    seed,
    refs = [],
    onProgress,
  }: { count: number; seed: number; refs?: readonly string[]; onProgress?: (done: number) => Promise<void> },
): Promise<Thrown> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, pipelining: 1 })
  const random = randomOf(seed, 'requests')
  const statuses: Record<string, number> = {}
  let [serverErrors, takenUnsigned, begun, done] = [0, 0, 0, 0]

  async function thrower() {
    while (begun < count) {
      begun += 1
      const { authentic, ...request } = fuzzRequest(random, refs)
      const answer = await exchange(pool, { ...request, answerMs: ANSWER_MS })
      const status = answer.kind === 'answered' ? answer.status : 0
      statuses[status || 'cut'] = (statuses[status || 'cut'] ?? 0) + 1
      if (status >= 500) serverErrors += 1
      if (status === 200 && !authentic) takenUnsigned += 1
      done += 1
      if (onProgress && done % Math.ceil(count / 10) === 0) await onProgress(done)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, thrower))
  await pool.destroy()
  return { requests: count, seed, statuses, serverErrors, takenUnsigned }
}
