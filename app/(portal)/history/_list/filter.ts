import type { DeliveryCursor, DeliveryFilter } from '#db/queries/deliveries.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

export const DELIVERY_KINDS = ['bulk', 'private', 'reminder', 'greeting', 'recall', 'test'] as const

export function deliveryFilterOf(params: SearchParams, chosenClinicId: string | null): DeliveryFilter {
  const language = text(params, 'language', 3)
  return {
    status: oneOf(params, 'status', DELIVERY_STATUSES),
    kind: oneOf(params, 'kind', DELIVERY_KINDS),
    channel: oneOf(params, 'channel', ['sms', 'email'] as const),
    clinicId: params.clinic === undefined ? (chosenClinicId ?? undefined) : uuid(params, 'clinic'),
    language: language && /^[a-z]{2,3}$/.test(language) ? language : undefined,
  }
}

/** `older` or `newer` holds month and id of a row, `2026-11-01.<uuid>`. */
export function deliveryCursorOf(params: SearchParams): DeliveryCursor | undefined {
  for (const toward of ['older', 'newer'] as const) {
    const match = /^(2\d{3}-(?:0[1-9]|1[0-2])-01)\.([0-9a-f-]{36})$/.exec(text(params, toward) ?? '')
    const id = uuid({ id: match?.[2] }, 'id')
    if (match?.[1] && id) return { toward, month: match[1], id }
  }
  return undefined
}

export const cursorText = (row: { month: string; id: string } | undefined) => row && `${row.month}.${row.id}`
