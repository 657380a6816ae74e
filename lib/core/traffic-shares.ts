import type { ProviderState } from '#lib/core/provider-state.ts'

// Which of a channel's providers carries how much. The first that the operator named carries everything while it is well; others
// step in when it is down or slow, and it gets its traffic back little by little. Numbers as GOV.UK Notify has them, where it has any.

/** Points of a hundred that are moved at once. */
const STEP = 10
const ALL = 100
const SLOW_SHARE = 0.15
/** Fewer texts say nothing. */
const ENOUGH_TEXTS = 50
const BETWEEN_SLOW_MOVES_SECONDS = 300
/** What was moved because texts were slow comes back slowly too: whether it got better shows only after minutes. */
const QUIET_AFTER_SLOW_SECONDS = 900
const QUIET_AFTER_DOWN_SECONDS = 60
/** A connection that is lost and found again within so long moves nothing. */
const SHORT_BREAK_SECONDS = 5
const LONGEST_CONNECTING_SECONDS = 15

export type ProviderTraffic = {
  name: string
  /** As its workers see it together; null while none has said anything. */
  state: ProviderState | null
  stateSeconds: number
  share: number
  /** Texts accepted lately that had time enough to arrive, and those of them that did not within five minutes. */
  judged: number
  slow: number
}

export type Moved = { secondsAgo: number; for: MovedFor }
/** Why traffic is not as the operator ordered it; 'order' when it is. */
export type MovedFor = 'order' | 'down' | 'slow'

export type Shares = { shares: Map<string, number>; movedFor: MovedFor }

/**
 * How a channel's traffic is to be shared out from now on; null when it stays as it is.
 *
 * Away from a provider that cannot carry anything all at once; away from a slow one ten points at a time, not more often than every
 * five minutes, and not when there is nobody quicker; back to the first ten points at a time after a quiet while. While none can
 * carry anything nothing moves: whoever comes back first will be seen to.
 *
 * @param providers in the operator's order, switched-off ones left out
 */
export function decideShares(providers: readonly ProviderTraffic[], moved: Moved): Shares | null {
  const fit = providers.filter(isFit)
  const [first] = fit
  if (!first) return null
  return coverGaps(providers, first, moved) ?? leaveSlow(providers, fit, moved) ?? comeBack(providers, first, moved)
}

/** Whether a provider can carry texts now, as far as anyone can tell. */
export function isFit({ state, stateSeconds }: Pick<ProviderTraffic, 'state' | 'stateSeconds'>): boolean {
  if (state === 'up' || state === 'throttled') return true
  if (state === 'down') return stateSeconds < SHORT_BREAK_SECONDS
  return state === 'connecting' && stateSeconds < LONGEST_CONNECTING_SECONDS
}

/** What nobody fit carries goes to the first that is: points of those that are down, and those of accounts that are gone or new. */
function coverGaps(providers: readonly ProviderTraffic[], first: ProviderTraffic, moved: Moved): Shares | null {
  const kept = new Map(providers.map((provider) => [provider.name, isFit(provider) ? provider.share : 0]))
  const missing = ALL - sum(kept)
  if (missing === 0) return null
  if (missing < 0) return { shares: onlyTo(first, providers), movedFor: 'order' }
  kept.set(first.name, (kept.get(first.name) ?? 0) + missing)
  const isAsOrdered = first === providers[0] && kept.get(first.name) === ALL
  if (isAsOrdered) return { shares: kept, movedFor: 'order' }
  return { shares: kept, movedFor: moved.for === 'slow' ? 'slow' : 'down' }
}

function leaveSlow(
  providers: readonly ProviderTraffic[],
  fit: readonly ProviderTraffic[],
  moved: Moved,
): Shares | null {
  const slowest = fit.filter((provider) => provider.share > 0 && isSlow(provider)).toSorted(byShare)[0]
  const quicker = fit.find((provider) => !isSlow(provider))
  if (!slowest || !quicker) return null
  if (moved.for !== 'order' && moved.secondsAgo < BETWEEN_SLOW_MOVES_SECONDS) return null
  return { shares: shift(providers, slowest, quicker), movedFor: 'slow' }
}

function comeBack(providers: readonly ProviderTraffic[], first: ProviderTraffic, moved: Moved): Shares | null {
  const last = providers.filter(({ share }) => share > 0).at(-1)
  if (!last || last === first || isSlow(first)) return null
  const quietSeconds = moved.for === 'slow' ? QUIET_AFTER_SLOW_SECONDS : QUIET_AFTER_DOWN_SECONDS
  if (Math.min(moved.secondsAgo, first.stateSeconds) < quietSeconds) return null
  const shares = shift(providers, last, first)
  const isAsOrdered = first === providers[0] && shares.get(first.name) === ALL
  return { shares, movedFor: isAsOrdered ? 'order' : moved.for }
}

function isSlow({ judged, slow }: ProviderTraffic): boolean {
  return judged >= ENOUGH_TEXTS && slow / judged >= SLOW_SHARE
}

function shift(providers: readonly ProviderTraffic[], from: ProviderTraffic, to: ProviderTraffic): Map<string, number> {
  const points = Math.min(STEP, from.share)
  const shares = new Map(providers.map(({ name, share }) => [name, share]))
  shares.set(from.name, from.share - points)
  shares.set(to.name, to.share + points)
  return shares
}

function onlyTo(only: ProviderTraffic, providers: readonly ProviderTraffic[]): Map<string, number> {
  return new Map(providers.map((provider) => [provider.name, provider === only ? ALL : 0]))
}

function byShare(a: ProviderTraffic, b: ProviderTraffic): number {
  return b.share - a.share
}

function sum(shares: Map<string, number>): number {
  return [...shares.values()].reduce((total, share) => total + share, 0)
}
