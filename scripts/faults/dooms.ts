import type { Step } from '#lib/runtime/steps.ts'
import { STEPS } from '#lib/runtime/steps.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** How often a worker was killed or stopped at each step. */
export type Hits = Record<Step, number>

/** How the life of a worker goes on once it is ready. At a step: at whichever of `steps` it comes to, the nth time that it does. */
export type Doom =
  | { way: 'killed'; killedAfterMs: number }
  | { way: 'killed at a step'; steps: Step[]; nth: number; signal: 'SIGKILL'; isPatient: boolean }
  /** Stands still for longer than its lease, wakes up, and is killed a little later. */
  | { way: 'stopped'; afterMs: number; forMs: number; killedAfterMs: number }
  | {
      way: 'stopped at a step'
      steps: Step[]
      nth: number
      signal: 'SIGSTOP'
      /** Worth waiting for: few of a round are left. */
      isPatient: boolean
      forMs: number
      killedAfterMs: number
    }

const LONGEST_LIFE_MS = 3_000
const SHORT_LIFE_MS = 1_500
const MOST_TIMES_PASSED = 6
const FEW = 4

export function noHits(): Hits {
  return Object.fromEntries(STEPS.map((step) => [step, 0])) as Hits
}

/**
 * Four of ten workers die anywhere, the others at a step; some are stopped first. The steps have their turns: those that were hit least
 * come first, so that a round ends only when each has been hit. `ease` multiplies how long workers live: on a busy machine a worker
 * takes its time to start, and one that is killed at once has sent nothing.
 */
export function createDooms(
  seed: number,
  { leaseSeconds, ease }: { leaseSeconds: number; ease: number },
): {
  /** @param killsLeft with no more than two for each step that was never hit, nobody dies anywhere else */
  next(hits: Hits, killsLeft: number): Doom
} {
  const random = randomOf(seed, 'dooms')
  const atStep = (hits: Hits) => {
    const fewest = Math.min(...STEPS.map((step) => hits[step]))
    const steps = STEPS.filter((step) => hits[step] === fewest)
    // While many are left, not always the first that it comes to.
    const nth = steps.length > STEPS.length / 2 ? random.whole(1, MOST_TIMES_PASSED) : 1
    return { steps, nth, isPatient: steps.length <= FEW }
  }
  return {
    next(hits, killsLeft) {
      const lot = random.next()
      const neverHit = STEPS.filter((step) => hits[step] === 0)
      if (killsLeft <= 2 * neverHit.length)
        return { way: 'killed at a step', signal: 'SIGKILL', steps: neverHit, nth: 1, isPatient: true }
      const forMs = leaseSeconds * 1000 + random.whole(200, 2_000)
      const killedAfterMs = random.whole(0, SHORT_LIFE_MS * ease)
      if (lot < 0.35) return { way: 'killed', killedAfterMs: random.whole(0, LONGEST_LIFE_MS * ease) }
      if (lot < 0.9) return { way: 'killed at a step', signal: 'SIGKILL', ...atStep(hits) }
      if (lot < 0.94) return { way: 'stopped', afterMs: random.whole(0, SHORT_LIFE_MS), forMs, killedAfterMs }
      return { way: 'stopped at a step', signal: 'SIGSTOP', ...atStep(hits), forMs, killedAfterMs }
    },
  }
}
