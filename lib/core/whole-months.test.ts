import fc from 'fast-check'
import { expect, test } from 'vitest'

import { dayCount, dayPlus, daysFrom, monthPlus } from '#lib/core/calendar-day.ts'
import type { DayRange } from '#lib/core/whole-months.ts'
import { monthsAndDays } from '#lib/core/whole-months.ts'

test.each([
  ['a year of months', '2025-12-01', '2026-11-30', ['2025-12-01', '2026-11-01'], [], []],
  ['all but the first days', '2026-01-03', '2026-02-28', ['2026-01-01', '2026-02-01'], [], ['2026-01-01 2026-01-02']],
  [
    'the end of one month and another',
    '2026-01-30',
    '2026-02-28',
    ['2026-02-01', '2026-02-01'],
    ['2026-01-30 2026-01-31'],
    [],
  ],
  ['the begin of a month', '2026-02-01', '2026-03-10', ['2026-02-01', '2026-02-01'], ['2026-03-01 2026-03-10'], []],
  ['a few days', '2026-02-10', '2026-02-12', null, ['2026-02-10 2026-02-12'], []],
] as const)('%s', (_why, from, to, months, added, removed) => {
  const cut = monthsAndDays({ from, to })
  expect(cut.months && Object.values(cut.months)).toEqual(months)
  expect(cut.added.map((days) => `${days.from} ${days.to}`)).toEqual(added)
  expect(cut.removed.map((days) => `${days.from} ${days.to}`)).toEqual(removed)
})

test('every day counts once, and of no end more than half a month is read by days', () => {
  const aRange = fc.record({ begin: fc.nat(1000), length: fc.integer({ min: 1, max: 800 }) })
  fc.assert(
    fc.property(aRange, ({ begin, length }) => {
      const from = dayPlus('2024-01-01', begin)
      const range = { from, to: dayPlus(from, length - 1) }
      const { months, added, removed } = monthsAndDays(range)
      const days = new Map<string, number>()
      const count = (some: DayRange, sign: 1 | -1) => {
        for (const day of daysFrom(some.from, dayCount(some))) days.set(day, (days.get(day) ?? 0) + sign)
      }
      if (months) count({ from: months.first, to: dayPlus(monthPlus(months.last, 1), -1) }, 1)
      for (const some of added) count(some, 1)
      for (const some of removed) count(some, -1)
      expect([...days].filter(([, times]) => times !== 0)).toEqual(expect.arrayContaining([[from, 1]]))
      expect([...days].every(([day, times]) => times === (day >= range.from && day <= range.to ? 1 : 0))).toBe(true)
      expect([...days].filter(([, times]) => times === 1)).toHaveLength(length)
      if (months) for (const some of [...added, ...removed]) expect(dayCount(some)).toBeLessThanOrEqual(16)
    }),
  )
})
