export type Coverage = {
  /** What leaves by itself in the days looked at, in micro-euros. */
  costMicro: number
  /** The first day that the money does not reach to; null where it reaches to the end. */
  endsOn: string | null
  /** How much of the days, as a share of their cost, the money pays for. */
  share: number
}

/**
 * How far money reaches when a known sum leaves on each day, in order. A day counts as covered only whole: half of a day's reminders
 * is not a day.
 */
export function coverageOf(availableMicro: number, days: readonly { day: string; costMicro: number }[]): Coverage {
  const costMicro = days.reduce((sum, day) => sum + day.costMicro, 0)
  let left = availableMicro
  let endsOn: string | null = null
  for (const { day, costMicro: cost } of days) {
    left -= cost
    if (left < 0) {
      endsOn = day
      break
    }
  }
  return { costMicro, endsOn, share: costMicro === 0 ? 1 : Math.min(1, availableMicro / costMicro) }
}
