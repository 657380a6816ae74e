import { isPassing } from '#lib/runtime/passing-error.ts'

/**
 * Takes a step over as many rows as it may. When that fails for good it is tried with half as many, until the one row that fails is
 * alone: that one is `skip`ped, and all others go on.
 *
 * @returns how many rows it saw to; 0 when there are none
 */
export async function aroundBadRows(options: {
  limit: number
  step(limit: number): Promise<number>
  /** Puts the row aside that a step of one has just failed at. */
  skip(error: unknown): Promise<void>
}): Promise<number> {
  const { limit, step, skip } = options
  try {
    return await step(limit)
  } catch (error) {
    if (isPassing(error)) throw error
    if (limit > 1) return aroundBadRows({ ...options, limit: Math.ceil(limit / 2) })
    await skip(error)
    return 1
  }
}
