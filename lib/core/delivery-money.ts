import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

export type Purse = 'held' | 'spent' | 'free'

// A text costs once the provider has accepted it, whatever becomes of it then; while nobody knows, its price stays held, also when a
// person has sent it again: both may have gone out.
const PURSES: Record<DeliveryStatus, Purse> = {
  planned: 'held',
  submitting: 'held',
  unknown: 'held',
  resent: 'held',
  accepted: 'spent',
  undelivered: 'spent',
  expired: 'spent',
  delivered: 'spent',
  rejected: 'free',
  cancelled: 'free',
  suppressed: 'free',
  expired_unsent: 'free',
  written_off: 'free',
}

/** Where the price of a delivery lies. */
export function purseOf(status: DeliveryStatus): Purse {
  return PURSES[status]
}

/** What a delivery costs in a status. What was written off has been given back, and stays free whatever comes to light later. */
export function priceIn(status: DeliveryStatus, priceMicro: number): number {
  return status === 'written_off' ? 0 : priceMicro
}

/** What a change of status does with the price of a delivery; null where it stays where it is. */
export function moneyMove(from: DeliveryStatus | null, to: DeliveryStatus): 'capture' | 'release' | null {
  if (from === null || PURSES[from] !== 'held' || PURSES[to] === 'held') return null
  return PURSES[to] === 'spent' ? 'capture' : 'release'
}
