import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type Purse = 'held' | 'spent' | 'free'

// A text costs once the provider has accepted it, whatever becomes of it then; while nobody knows, its price stays held.
const PURSES: Record<DeliveryStatus, Purse> = {
  planned: 'held',
  submitting: 'held',
  unknown: 'held',
  accepted: 'spent',
  undelivered: 'spent',
  expired: 'spent',
  delivered: 'spent',
  rejected: 'free',
  cancelled: 'free',
  suppressed: 'free',
  expired_unsent: 'free',
}

/** What a change of status does with the price of a delivery; null where it stays where it is. */
export function moneyMove(from: DeliveryStatus, to: DeliveryStatus): 'capture' | 'release' | null {
  if (PURSES[from] !== 'held' || PURSES[to] === 'held') return null
  return PURSES[to] === 'spent' ? 'capture' : 'release'
}
