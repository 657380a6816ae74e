import { expect, test } from 'vitest'

import { plannedCursorOf, plannedCursorText } from './planned-filter.ts'

const ID = '019c0000-0000-7000-8000-000000000001'

test('a place in the list of a day is read back as it was written; anything else is the beginning', () => {
  const cursor = { dueAt: '2027-03-09T07:00:00.123456+00:00', appointmentId: ID, ruleId: ID }
  expect(plannedCursorOf({ after: plannedCursorText(cursor) })).toEqual(cursor)
  for (const after of [
    '',
    'x',
    `2027-03-09_${ID}_${ID}`,
    `2027-99-09T07:00:00Z_${ID}_${ID}`,
    '2027-03-09T07:00:00Z_1_2',
  ]) {
    expect(plannedCursorOf({ after })).toBeUndefined()
  }
})
