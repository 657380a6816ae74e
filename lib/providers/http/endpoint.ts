import { Pool } from 'undici'

import type { Health, HealthCode } from '#lib/providers/health.ts'
import type { Exchange, HttpAnswer, HttpRequest } from '#lib/providers/http/exchange.ts'
import { exchange } from '#lib/providers/http/exchange.ts'
import { healthCodeOf } from '#lib/providers/network-cause.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

export type HttpAddress = {
  host: string
  port: number
  tls: boolean /** Connections, each with one request on it. */
  window: number
}

/** For how long things are waited for; tests shorten them. */
export type HttpTimes = { connectMs: number; answerMs: number; firstProbeMs: number; longestProbeMs: number }

export const HTTP_TIMES: HttpTimes = {
  connectMs: 10_000,
  answerMs: 30_000,
  firstProbeMs: 2_000,
  longestProbeMs: 60_000,
}

/** A longer wish to be left alone is not taken literally: by then it is worth asking again. */
const MAX_HOLD_SECONDS = 60
const DEFAULT_HOLD_SECONDS = 2

export type Asked = Omit<HttpRequest, 'answerMs'>
export type NoAnswer = Extract<SendOutcome, { outcome: 'not_sent' | 'unknown' }>
export type Endpoint = {
  /** An answer of the other side, whatever it says, or what it means for a text that there is none. */
  ask(request: Asked): Promise<({ kind: 'answered' } & HttpAnswer) | ({ kind: 'none' } & NoAnswer)>
  /** What an answer says of the provider itself. */
  note(state: 'up' | 'down' | 'refused', detailCode?: HealthCode): void
  /** The other side wants fewer requests: until then `ask` sends none. */
  holdBack(retryAfter: string | string[] | undefined): void
  close(): Promise<void>
}

export type Probe = Asked & { judge(endpoint: Endpoint, answer: HttpAnswer): void }

/**
 * A provider's HTTP interface: kept connections, bounded in number, and no request that is repeated by itself.
 *
 * `probe` asks something that sends no text and says in `health` what came of it. It runs at the start, and again after ever longer
 * pauses while the provider is down or refuses us, since no text may come this way by then.
 */
export function openEndpoint(
  { host, port, tls, window }: HttpAddress,
  { health, probe, times }: { health: Health; probe: Probe; times: HttpTimes },
): Endpoint {
  const authority = host.includes(':') ? `[${host}]` : host
  const pool = new Pool(`${tls ? 'https' : 'http'}://${authority}:${port}`, {
    connections: window,
    pipelining: 1,
    connect: { timeout: times.connectMs },
    // One timer of ours stands over the whole exchange.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  let heldUntil = 0
  let release: NodeJS.Timeout | undefined
  let probing: NodeJS.Timeout | undefined
  let probeMs = times.firstProbeMs
  let closing = false

  async function ask(request: Asked) {
    if (Date.now() < heldUntil) return noAnswer('not_sent', 'throttled')
    const result = await exchange(pool, { ...request, answerMs: times.answerMs })
    if (result.kind === 'answered') return result
    noteFailure(result)
    return noAnswer(result.kind === 'unwritten' ? 'not_sent' : 'unknown', `no answer: ${result.cause}`)
  }

  function noteFailure({ kind, cause }: Exclude<Exchange, { kind: 'answered' }>) {
    if (kind === 'unanswered') note('down', 'no_answer')
    else note('down', healthCodeOf(cause) === 'tls' ? 'tls' : 'unreachable')
  }

  function note(state: 'up' | 'down' | 'refused', detailCode?: HealthCode) {
    if (closing) return
    health.set(state, detailCode)
    if (state === 'up') probeMs = times.firstProbeMs
    else probeLater()
  }

  async function tryIt() {
    probing = undefined
    const result = await exchange(pool, { ...probe, answerMs: times.answerMs })
    if (result.kind === 'answered') probe.judge(endpoint, result)
    else noteFailure(result)
  }

  function probeLater() {
    if (probing || closing) return
    // Spread, so that several workers do not ask in step.
    probing = setTimeout(tryIt, probeMs * (0.5 + Math.random() / 2)).unref()
    probeMs = Math.min(probeMs * 2, times.longestProbeMs)
  }

  const endpoint: Endpoint = {
    ask,
    note,
    holdBack(retryAfter) {
      const seconds = Number(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter)
      const held = seconds > 0 ? Math.min(seconds, MAX_HOLD_SECONDS) : DEFAULT_HOLD_SECONDS
      heldUntil = Math.max(heldUntil, Date.now() + held * 1000)
      health.set('throttled', 'throttled')
      clearTimeout(release)
      release = setTimeout(() => health.read().state === 'throttled' && health.set('up'), held * 1000).unref()
    },
    async close() {
      closing = true
      clearTimeout(probing)
      clearTimeout(release)
      await pool.destroy()
    },
  }
  void tryIt()
  return endpoint
}

function noAnswer(outcome: NoAnswer['outcome'], detail: string): { kind: 'none' } & NoAnswer {
  return { kind: 'none', outcome, detail }
}
