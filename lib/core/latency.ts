// How long texts take from the provider's yes to the phone, kept as counts: thousands of texts are a few numbers, and counts of
// several minutes add up to those of an hour.

/** Upper bounds in seconds of all places but the last, which has none. */
const BOUNDS_SECONDS = [
  1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 14_400, 43_200,
] as const

/** From here on a text counts as slow. Source: GOV.UK Notify's rule for moving traffic; it is one of the bounds. */
export const SLOW_SECONDS = 300

export const LATENCY_PLACES = BOUNDS_SECONDS.length + 1

/** Where a latency is counted. A clock that was set back makes a negative one, which counts as none. */
export function latencyPlace(seconds: number): number {
  const place = BOUNDS_SECONDS.findIndex((bound) => seconds <= bound)
  return place === -1 ? BOUNDS_SECONDS.length : place
}

/**
 * The latency that `share` of the texts stayed within, in seconds: 0.5 for the median. Evenly spread within a place; texts beyond the
 * last bound count as being at it. Null when there is none.
 */
export function latencyQuantile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let left = total * share
  for (const [place, count] of counts.entries()) {
    if (count === 0) continue
    if (left <= count) return withinPlace(place, left / count)
    left -= count
  }
  return BOUNDS_SECONDS.at(-1) ?? null
}

function withinPlace(place: number, part: number): number {
  const from = place === 0 ? 0 : (BOUNDS_SECONDS[place - 1] ?? 0)
  const to = BOUNDS_SECONDS[place] ?? from
  return from + (to - from) * part
}
