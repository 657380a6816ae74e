import { expect, test } from 'vitest'

import { cursorOf, cursorText, statusOf } from './filter.ts'

const ROW = { submittedAt: '2026-11-01T08:00:00.123456+00:00', chainId: '00000000-0000-4000-8000-000000000001' }

test('a page begins after the row that its address names', () => {
  expect(cursorOf({ before: cursorText(ROW) })).toEqual(ROW)
})

test.each([
  ['nothing', undefined],
  ['no instant', `gestern~${ROW.chainId}`],
  ['no chain', ROW.submittedAt],
  ['several values', ['a', 'b']],
])('an address with %s shows the list from its beginning', (_why, before) => {
  expect(cursorOf({ before })).toBeUndefined()
})

test('drafts are not among the states one can ask for', () => {
  expect(statusOf({ status: 'returned' })).toBe('returned')
  expect(statusOf({ status: 'draft' })).toBeUndefined()
})
