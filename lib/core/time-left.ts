const MINUTE_SECONDS = 60

/**
 * Seconds until the last text of a send leaves; null while nobody can say.
 *
 * The measured pace says how fast texts go, the provider's rate how fast they may: the slower of the two counts, and the rate alone
 * before anything has moved. Other sends that share the rate show in the pace.
 *
 * @param unsent texts, and the SMS parts in them (or letters): rates count parts
 * @param partsPerSecond null where no rate is set
 */
export function secondsLeft(
  unsent: { texts: number; parts: number },
  { textsPerMinute, partsPerSecond }: { textsPerMinute: number; partsPerSecond: number | null },
): number | null {
  if (unsent.texts === 0) return null
  const byPace = textsPerMinute > 0 ? (unsent.texts / textsPerMinute) * MINUTE_SECONDS : null
  const byRate = partsPerSecond === null ? null : unsent.parts / partsPerSecond
  if (byPace === null || byRate === null) return byPace ?? byRate
  return Math.max(byPace, byRate)
}
