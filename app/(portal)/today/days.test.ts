import { expect, test } from 'vitest'

import { lastDays } from './days.ts'

test('a month has no hole where the clocks change, and ends today', () => {
  const days = lastDays(new Date('2026-11-05T10:00:00Z'), 'Europe/Tallinn', 30)
  expect(new Set(days).size).toBe(30)
  expect(days[0]).toBe('2026-10-07')
  expect(days.at(-1)).toBe('2026-11-05')
})
