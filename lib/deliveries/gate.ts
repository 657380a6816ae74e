import type { Tx } from '#db/client.ts'
import { mayTakeBatch, noteCarried, reserveDeparture } from '#db/queries/traffic.ts'
import type { Breaker } from '#lib/deliveries/breaker.ts'
import { createBreaker } from '#lib/deliveries/breaker.ts'
import type { ProviderHealth } from '#lib/providers/health.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** What stands between batches and a provider account, shared by all lanes of it in this process. */
export type Gate = {
  breaker: Breaker
  /** Whether the account is to take a batch now; asked in the transaction that then claims one. */
  admits(tx: Tx): Promise<boolean>
  noteClaimed(tx: Tx, texts: number): Promise<void>
  /** Books `parts` with the account's rate, for all workers: when the first of them may leave and how many follow in a second. */
  bookDeparture(parts: number): Promise<Departure | null>
  /** How many texts a window may have: the rate may want fewer than the wire would take. */
  windowSize(): number
  note(outcome: SendOutcome): void
}

export type Departure = { waitMilliseconds: number; partsPerSecond: number }

/** For how long a window may be under way because of its rate: what is on its way cannot be held back any more. */
const LONGEST_WINDOW_SECONDS = 2

/** A gate with nobody at it but the breaker: all of the channel's batches, as fast as they go. */
export function openGate(windowSize: number): Gate {
  const breaker = createBreaker(windowSize)
  return {
    breaker,
    admits: async () => breaker.width() > 0,
    noteClaimed: async () => {},
    bookDeparture: async () => null,
    windowSize: () => Math.min(windowSize, Math.max(1, breaker.width())),
    note: breaker.note,
  }
}

/**
 * The gate of a provider account: takes its share of the channel's batches (db/queries/traffic.ts), none while the provider's own
 * health says that they would only come back, and at its rate.
 *
 * @param ratePerSecond asked anew for each window: the operator may change it at any time
 */
export function accountGate(
  account: { name: string; windowSize: number; lanes: number; ratePerSecond(): number | null },
  provider: { health(): ProviderHealth },
  heard: (outcome: SendOutcome) => void,
): Gate {
  const { name, lanes, ratePerSecond } = account
  const gate = openGate(account.windowSize)
  return {
    ...gate,
    async admits(tx) {
      const { state } = provider.health()
      if (state === 'down' || state === 'refused' || gate.breaker.width() === 0) return false
      return mayTakeBatch(tx, name)
    },
    noteClaimed: (tx, texts) => noteCarried(tx, name, texts),
    async bookDeparture(parts) {
      if (ratePerSecond() === null) return null
      return asWorker((tx) => reserveDeparture(tx, name, parts))
    },
    windowSize() {
      const rate = ratePerSecond()
      return rate === null
        ? gate.windowSize()
        : Math.min(gate.windowSize(), Math.ceil((rate * LONGEST_WINDOW_SECONDS) / lanes))
    },
    note(outcome) {
      gate.note(outcome)
      heard(outcome)
    },
  }
}
