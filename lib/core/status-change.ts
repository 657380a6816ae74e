import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

/** What counts and money need to know of a delivery. */
export type DeliveryFigures = {
  deliveryId: string
  chainId: string
  month: string
  campaignId: string | null
  clinicId: string | null
  /** The day it is counted on for ever, 'YYYY-MM-DD': that of its planning, in its clinic's zone. Null without a clinic. */
  day: string | null
  kind: string
  channel: 'sms' | 'email'
  language: string
  segments: number
  priceMicro: number
  /** Its price comes back if it does not arrive; left away where no such change of status comes. */
  freeIfUndelivered?: boolean | undefined
  holdId: string | null
}

export type StatusChange = DeliveryFigures & {
  /** Null for one that has just been written down. */
  from: DeliveryStatus | null
  to: DeliveryStatus
  /** When the provider got a text that is in doubt now. */
  handedAt?: Date | null
}

/** Changes that are counted in the same places, added up. */
export type ChangeSum = Omit<StatusChange, 'deliveryId' | 'month' | 'priceMicro' | 'handedAt'> & {
  /** One of them, which names the sum: a delivery makes a change of status that matters to money once. */
  firstDeliveryId: string
  texts: number
  costMicro: number
}

/** What two changes must have in common to be counted in the same places. */
const COUNTED_BY = [
  'campaignId',
  'clinicId',
  'day',
  'language',
  'from',
  'to',
  'holdId',
  'kind',
  'channel',
  'chainId',
  'freeIfUndelivered',
] as const

/** Adds changes up: thousands of texts usually make a handful of sums. */
export function sumChanges(changes: readonly StatusChange[]): ChangeSum[] {
  const sums = new Map<string, ChangeSum>()
  let before: StatusChange | undefined
  let sum: ChangeSum | undefined
  for (const change of changes) {
    // Those of a window are nearly all alike, which is seen sooner than a key is made.
    if (!sum || !before || !COUNTED_BY.every((name) => change[name] === before?.[name])) sum = sumOf(change, sums)
    sum.texts += 1
    sum.segments += change.segments
    sum.costMicro += change.priceMicro
    before = change
  }
  return [...sums.values()]
}

function sumOf(change: StatusChange, sums: Map<string, ChangeSum>): ChangeSum {
  const key = COUNTED_BY.map((name) => change[name] || null).join(' ')
  const known = sums.get(key)
  if (known) return known
  const { deliveryId, month: _month, priceMicro: _priceMicro, handedAt: _handedAt, ...shared } = change
  const sum = { ...shared, firstDeliveryId: deliveryId, texts: 0, segments: 0, costMicro: 0 }
  sums.set(key, sum)
  return sum
}
