import { expect, test } from 'vitest'

import { dayIn, dayPlus, daysFrom, hoursOf, isDay } from '#lib/core/calendar-day.ts'

test('the day is the clinic’s: late in the evening in London it is tomorrow in Tallinn', () => {
  expect(dayIn('Europe/Tallinn', new Date('2026-11-22T22:30:00Z'))).toBe('2026-11-23')
})

test('days follow each other over months, leap days and changes of the clock', () => {
  expect(daysFrom('2028-02-28', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
  expect(dayPlus('2027-01-01', -1)).toBe('2026-12-31')
})

test.each([
  ['2027-03-28', 'Europe/Tallinn', 23],
  ['2027-10-31', 'Europe/Tallinn', 25],
  ['2027-03-29', 'Europe/Tallinn', 24],
  ['2027-03-28', 'UTC', 24],
  ['2027-04-04', 'Australia/Lord_Howe', 24.5],
])('%s in %s has %d hours', (day, zone, hours) => {
  expect(hoursOf(day, zone)).toBe(hours)
})

test.each(['2027-02-29', '2027-13-01', '1027-01-01', '2027-1-1', 'today', undefined])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false)
})
