import { describe, expect, test } from 'vitest'

import { areSendingHours, DEFAULT_SENDING_HOURS, isWithinSendingHours, minutesToClose } from '#lib/core/quiet-hours.ts'

describe('with hours of 9 to 20', () => {
  test.each([
    ['the night', '03:00', false, 0],
    ['a second before opening', '08:59:59', false, 0],
    ['the moment of opening', '09:00', true, 660],
    ['noon', '12:00', true, 480],
    ['the last minute', '19:59', true, 1],
    ['its last second: no whole minute is left', '19:59:59', true, 0],
    ['the moment of closing', '20:00', false, 0],
    ['midnight', '00:00', false, 0],
  ])('%s', (_why, timeOfDay, isWithin, minutes) => {
    expect(isWithinSendingHours(DEFAULT_SENDING_HOURS, timeOfDay)).toBe(isWithin)
    expect(minutesToClose(DEFAULT_SENDING_HOURS, timeOfDay)).toBe(minutes)
  })
})

test.each([
  ['the usual', '09:00', '20:00', true],
  ['as PostgreSQL prints a time', '09:00:00', '20:00:00', true],
  ['closing before opening', '20:00', '09:00', false],
  ['open for no time', '09:00', '09:00', false],
  ['24 o’clock', '09:00', '24:00', false],
  ['no nought', '9:00', '20:00', false],
  ['words', 'hommik', 'õhtu', false],
])('areSendingHours: %s', (_why, opensAt, closesAt, expected) => {
  expect(areSendingHours({ opensAt, closesAt })).toBe(expected)
})

test('a time that no clock shows is a bug, not a closed clinic', () => {
  expect(() => isWithinSendingHours(DEFAULT_SENDING_HOURS, '25:00')).toThrow(RangeError)
})
