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
  holdId: string | null
}

export type StatusChange = DeliveryFigures & { from: DeliveryStatus; to: DeliveryStatus }
