import { describe, expect, test } from 'vitest'

import { isoOfTyped, typedOfIso } from '#lib/core/typed-time.ts'

// Day before month, and a clock of 24 hours, whatever the browser is used to.
describe('what is typed into a field of time', () => {
  test.each([
    ['date', '14.10.2026', '2026-10-14'],
    ['date', '5.1.2026', '2026-01-05'],
    ['date', ' 05/01/2026 ', '2026-01-05'],
    ['date', '2026-01-05', '2026-01-05'],
    ['date', '29.02.2028', '2028-02-29'],
    ['date', '31.12.1999', '1999-12-31'],
    ['time', '9:05', '09:05'],
    ['time', '09.05', '09:05'],
    ['time', '930', '09:30'],
    ['time', '23:59', '23:59'],
    ['datetime-local', '5.1.2026 9:30', '2026-01-05T09:30'],
    ['datetime-local', '2026-01-05T09:30', '2026-01-05T09:30'],
  ] as const)('as a %s, %s is %s', (kind, typed, iso) => {
    expect(isoOfTyped(kind, typed)).toBe(iso)
  })

  test.each([
    ['a day that no calendar has', 'date', '29.02.2026'],
    ['a month before the day', 'date', '10/14/2026'],
    ['a year that is still being typed', 'date', '14.10.202'],
    ['two digits, which may be the beginning of four', 'date', '14.10.20'],
    ['nothing', 'date', ''],
    ['an hour that no day has', 'time', '24:00'],
    ['a minute that no hour has', 'time', '9:60'],
    ['afternoon in English', 'time', '2:30 PM'],
    ['a day without a time', 'datetime-local', '5.1.2026'],
    ['more than a day and a time', 'datetime-local', '5.1.2026 9:30 10:30'],
  ] as const)('%s is no %s', (_why, kind, typed) => {
    expect(isoOfTyped(kind, typed)).toBeNull()
  })

  test.each([
    ['date', '2026-10-14', '14.10.2026'],
    ['date', '5.1.2026', '05.01.2026'],
    ['time', '9:05', '09:05'],
    ['datetime-local', '2026-10-14T09:30', '14.10.2026 09:30'],
    ['date', 'soon', 'soon'],
    ['date', '', ''],
  ] as const)('a %s %s is shown as %s', (kind, iso, shown) => {
    expect(typedOfIso(kind, iso)).toBe(shown)
  })
})
