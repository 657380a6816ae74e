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

/** Adds changes up: thousands of texts usually make a handful of sums. */
export function sumChanges(changes: readonly StatusChange[]): ChangeSum[] {
  const sums = new Map<string, ChangeSum>()
  for (const change of changes) {
    const {
      chainId,
      campaignId,
      clinicId,
      day,
      kind,
      channel,
      language,
      holdId,
      from,
      to,
      freeIfUndelivered = false,
    } = change
    const key = `${chainId} ${campaignId} ${clinicId} ${day} ${kind} ${channel} ${language} ${holdId} ${from} ${to} ${freeIfUndelivered}`
    const sum = sums.get(key)
    if (sum) {
      sum.texts += 1
      sum.segments += change.segments
      sum.costMicro += change.priceMicro
    } else {
      const { deliveryId, month: _month, priceMicro, handedAt: _handedAt, ...shared } = change
      sums.set(key, { ...shared, firstDeliveryId: deliveryId, texts: 1, costMicro: priceMicro })
    }
  }
  return [...sums.values()]
}
