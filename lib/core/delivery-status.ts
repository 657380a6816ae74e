export const DELIVERY_STATUSES = [
  'planned',
  'submitting',
  'unknown',
  'resent',
  'accepted',
  'undelivered',
  'expired',
  'delivered',
  'rejected',
  'cancelled',
  'suppressed',
  'expired_unsent',
  'written_off',
] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

// Receipts only ever lift a delivery: submitting < unknown < accepted < undelivered = expired < delivered. A text that a person has
// sent again is as much in doubt as before; one that was written off is final, but a late *delivered* tells the truth about it.
const RECEIPT_RANK: Partial<Record<DeliveryStatus, number>> = {
  submitting: 1,
  unknown: 2,
  resent: 2,
  accepted: 3,
  undelivered: 4,
  expired: 4,
  written_off: 4,
  delivered: 5,
}

/** What a provider's answer makes of a text that was handed over. Only what surely did not go out may be tried again. */
export const STATUS_AFTER = {
  accepted: 'accepted',
  rejected: 'rejected',
  not_sent: 'planned',
  unknown: 'unknown',
} as const satisfies Record<string, DeliveryStatus>

/** Rank of a status that a receipt may bring or replace; null for the states no receipt touches. */
export function receiptRank(status: DeliveryStatus): number | null {
  return RECEIPT_RANK[status] ?? null
}

/** Whether a receipt reporting `reported` changes a delivery that is `current`. A late *delivered* wins; nothing else re-opens. */
export function receiptApplies(current: DeliveryStatus, reported: DeliveryStatus): boolean {
  const now = receiptRank(current)
  const then = receiptRank(reported)
  return now !== null && then !== null && then > now
}
