import type { ProviderState } from '#lib/core/provider-state.ts'

export const HEALTH_CODES = [
  /** Nobody answers at its address. */
  'unreachable',
  /** Its certificate does not hold, or it speaks no TLS. */
  'tls',
  'credentials',
  'no_credit',
  'throttled',
  /** Connected, and silent or cut off. */
  'no_answer',
  /** Something else than the provider's interface answers: a page of HTML, a proxy. */
  'not_the_api',
  'server_error',
  /** It answers, and takes hardly any text. The engine says so, not the provider. */
  'not_taking',
  /** Its address cannot be read any more, or names a file that is not there. The engine says so. */
  'misconfigured',
] as const
export type HealthCode = (typeof HEALTH_CODES)[number]

export type ProviderHealth = { state: ProviderState; detailCode: HealthCode | null; since: Date }

export type Health = {
  read(): ProviderHealth
  set(state: ProviderState, detailCode?: HealthCode | null): void
}

/** What a provider is like as its own traffic shows it. `since` moves only when the state or its reason changes. */
export function createHealth(): Health {
  let current: ProviderHealth = { state: 'connecting', detailCode: null, since: new Date() }
  return {
    read: () => current,
    set(state, detailCode = null) {
      if (state === current.state && detailCode === current.detailCode) return
      current = { state, detailCode, since: new Date() }
    },
  }
}
