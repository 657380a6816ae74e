import { expect, test } from 'vitest'

import { deliveryCursorOf } from './filter.ts'

const ID = '019c0000-0000-7000-8000-000000000001'

test('a place in the history is a month and a text; an address with a month that no calendar has shows the beginning', () => {
  expect(deliveryCursorOf({ older: `2026-11-01.${ID}` })).toEqual({ toward: 'older', month: '2026-11-01', id: ID })
  for (const month of ['2026-13-01', '2026-00-01', '0000-01-01', '2026-11-02']) {
    expect(deliveryCursorOf({ older: `${month}.${ID}` })).toBeUndefined()
  }
})
