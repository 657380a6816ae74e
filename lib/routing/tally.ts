import type { ProviderMinute } from '#db/queries/provider-minutes.ts'
import { emptyMinute } from '#lib/deliveries/arrivals.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

const MINUTE_MILLISECONDS = 60_000
const COUNTED = { accepted: 'accepted', rejected: 'rejected', not_sent: 'notSent', unknown: 'inDoubt' } as const

export type Tally = {
  note(outcome: SendOutcome): void
  lastOkAt(): Date | null
  /** What was counted since it was asked last. */
  take(): ProviderMinute[]
}

/**
 * Counts an account's answers in this process; they are written down every few seconds. Figures of speed and failures, not books:
 * a process that dies takes those of its last seconds with it.
 */
export function createTally(name: string): Tally {
  let minutes = new Map<number, ProviderMinute>()
  let okAt: Date | null = null
  return {
    note({ outcome }) {
      const now = Date.now()
      const begins = now - (now % MINUTE_MILLISECONDS)
      const minute = minutes.get(begins) ?? emptyMinute(name, begins)
      minutes.set(begins, minute)
      minute[COUNTED[outcome]] += 1
      if (outcome === 'accepted') okAt = new Date(now)
    },
    lastOkAt: () => okAt,
    take() {
      const taken = [...minutes.values()]
      minutes = new Map()
      return taken
    },
  }
}
