import type { Step } from '#lib/runtime/steps.ts'
import { STEPS } from '#lib/runtime/steps.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** How the life of a worker goes on once it is ready. */
export type Doom =
  | { way: 'killed'; killedAfterMs: number }
  | { way: 'killed at a step'; step: Step; nth: number; signal: 'SIGKILL' }
  /** Stands still for longer than its lease, wakes up, and is killed a little later. */
  | { way: 'stopped'; afterMs: number; forMs: number; killedAfterMs: number }
  | { way: 'stopped at a step'; step: Step; nth: number; signal: 'SIGSTOP'; forMs: number; killedAfterMs: number }

const LONGEST_LIFE_MS = 3_000
const SHORT_LIFE_MS = 1_500
/** Steps that a worker comes to once a campaign, or less: it would not live to see many. */
const RARE: readonly Step[] = [
  'materialise.range-written',
  'materialise.range-committed',
  'sweep.written',
  'campaign.finished',
]

/**
 * Half of the workers die anywhere, the others at a step, step after step; some are stopped first. `ease` multiplies how long they
 * live: on a busy machine a worker takes its time to start, and one that is killed at once has sent nothing.
 */
export function createDooms(
  seed: number,
  { leaseSeconds, ease }: { leaseSeconds: number; ease: number },
): { next(): Doom } {
  const random = randomOf(seed, 'dooms')
  let place = random.whole(0, STEPS.length - 1)
  const nextStep = () => {
    place = (place + 1) % STEPS.length
    const step = STEPS[place] as Step
    return { step, nth: random.whole(1, RARE.includes(step) ? 2 : 6 * ease) }
  }
  return {
    next() {
      const lot = random.next()
      const forMs = leaseSeconds * 1000 + random.whole(200, 2_000)
      const killedAfterMs = random.whole(0, SHORT_LIFE_MS * ease)
      if (lot < 0.45) return { way: 'killed', killedAfterMs: random.whole(0, LONGEST_LIFE_MS * ease) }
      if (lot < 0.9) return { way: 'killed at a step', signal: 'SIGKILL', ...nextStep() }
      if (lot < 0.95) return { way: 'stopped', afterMs: random.whole(0, SHORT_LIFE_MS), forMs, killedAfterMs }
      return { way: 'stopped at a step', signal: 'SIGSTOP', ...nextStep(), forMs, killedAfterMs }
    },
  }
}
