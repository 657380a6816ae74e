/** Seconds and milliseconds come from the monotonic clock. */
export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/**
 * Measures several sides in turns, so that whatever else the machine does meets all of them alike. Which goes first changes
 * from round to round: the second finds warmer caches. The first `warmUp` rounds do not count.
 */
export async function interleaved<Side extends string>(
  sides: Record<Side, (round: number) => Promise<number>>,
  { rounds, warmUp = 1 }: { rounds: number; warmUp?: number },
): Promise<Record<Side, number[]>> {
  const names = Object.keys(sides) as Side[]
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Side, number[]>
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const order = names.map((_, index) => names[(index + round) % names.length] as Side)
    for (const name of order) {
      const figure = await sides[name](round)
      if (round >= warmUp) figures[name].push(figure)
    }
  }
  return figures
}

export function median(figures: readonly number[]): number {
  return percentile(figures, 50)
}

/** The smallest figure that `share` percent do not exceed (nearest rank); of an even number of figures the median is the mean of two. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  if (sorted.length === 0) throw new Error('nothing was measured')
  const rank = (sorted.length * share) / 100
  const at = (index: number) => sorted[Math.min(sorted.length - 1, Math.max(0, index))] as number
  return Number.isInteger(rank) && share === 50 ? (at(rank - 1) + at(rank)) / 2 : at(Math.ceil(rank) - 1)
}
