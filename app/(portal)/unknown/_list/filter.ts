import type { UndecidedFilter } from '#db/queries/undecided.ts'
import type { UndecidedCursor } from '#db/queries/undecided-list.ts'
import { DOUBT_AGES } from '#lib/core/doubt.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

/** What a change of filter takes out of the address: the place in the list, what was ticked, and a question that was open. */
export const FRESH_LIST = {
  older: undefined,
  newer: undefined,
  ask: undefined,
  all: undefined,
  delivery: undefined,
  done: undefined,
  count: undefined,
  elsewhere: undefined,
}

export function undecidedFilterOf(params: SearchParams): UndecidedFilter {
  return {
    campaignId: uuid(params, 'campaign'),
    channel: oneOf(params, 'channel', ['sms', 'email'] as const),
    age: oneOf(params, 'age', DOUBT_AGES),
  }
}

// The instant as PostgreSQL writes it, to the microsecond: two doubts may begin in the same millisecond.
const PLACE = /^(2\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?\+00)~([0-9a-f-]{36})$/

/** `older` or `newer` holds instant and id of a row. */
export function undecidedCursorOf(params: SearchParams): UndecidedCursor | undefined {
  for (const toward of ['older', 'newer'] as const) {
    const [, sinceText, last] = PLACE.exec(text(params, toward) ?? '') ?? []
    const id = uuid({ id: last }, 'id')
    if (sinceText && id && !Number.isNaN(Date.parse(sinceText))) return { toward, sinceText, id }
  }
  return undefined
}

export const cursorText = (row: { sinceText: string; deliveryId: string } | undefined) =>
  row && `${row.sinceText}~${row.deliveryId}`
