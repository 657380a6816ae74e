import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

export type Purse = 'held' | 'spent' | 'free'
export type MoneyMove = 'capture' | 'release' | 'refund' | 'recharge'

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

const OUT_OF_HOLD: Record<Purse, MoneyMove | null> = { held: null, spent: 'capture', free: 'release' }
const NOT_ARRIVED: readonly DeliveryStatus[] = ['undelivered', 'expired']

/** What the price says of a text that does not arrive: its cost comes back, or (the rule) it is paid for. */
export type PriceTerms = { freeIfUndelivered?: boolean | undefined }

/** Where the price of a delivery lies. */
export function purseOf(status: DeliveryStatus, terms: PriceTerms = {}): Purse {
  return isRefunded(status, terms) ? 'free' : PURSES[status]
}

/** What a delivery costs in a status. What was written off has been given back, and stays free whatever comes to light later. */
export function priceIn(status: DeliveryStatus, priceMicro: number, terms: PriceTerms = {}): number {
  return status === 'written_off' || isRefunded(status, terms) ? 0 : priceMicro
}

/**
 * What a change of status does with the price of a delivery; null where it stays where it is. What was spent comes back only to a text
 * that is free if it does not arrive, and only such a one is charged again.
 */
export function moneyMove(from: DeliveryStatus | null, to: DeliveryStatus, terms: PriceTerms = {}): MoneyMove | null {
  if (from === null) return null
  const purse = purseOf(to, terms)
  if (PURSES[from] === 'held') return OUT_OF_HOLD[purse]
  if (isRefunded(from, terms)) return purse === 'spent' ? 'recharge' : null
  return PURSES[from] === 'spent' && isRefunded(to, terms) ? 'refund' : null
}

function isRefunded(status: DeliveryStatus, { freeIfUndelivered = false }: PriceTerms): boolean {
  return freeIfUndelivered && NOT_ARRIVED.includes(status)
}
