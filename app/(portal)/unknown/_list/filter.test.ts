import { expect, test } from 'vitest'

import { cursorText, undecidedCursorOf, undecidedFilterOf } from './filter.ts'

const ID = '019c0000-0000-7000-8000-000000000001'

test('a place in the list is an instant to the microsecond and a text; anything else shows the beginning', () => {
  const place = cursorText({ sinceText: '2026-11-22 04:43:45.123456+00', deliveryId: ID })
  expect(undecidedCursorOf({ older: place })).toEqual({
    toward: 'older',
    sinceText: '2026-11-22 04:43:45.123456+00',
    id: ID,
  })
  for (const wrong of [`2026-13-22 04:43:45+00~${ID}`, `now()~${ID}`, '2026-11-22 04:43:45+00~1', '']) {
    expect(undecidedCursorOf({ older: wrong })).toBeUndefined()
  }
})

test('an address somebody mistyped shows the whole list', () => {
  expect(undecidedFilterOf({ campaign: 'x', channel: 'fax', age: 'week' })).toEqual({
    campaignId: undefined,
    channel: undefined,
    age: undefined,
  })
})
