import { expect, test } from 'vitest'

import { lastDays, sumsByDay } from './days.ts'

test('the day is the clinic’s: late in the evening in London it is tomorrow in Tallinn', () => {
  expect(lastDays(new Date('2026-11-22T22:30:00Z'), 'Europe/Tallinn', 2)).toEqual(['2026-11-22', '2026-11-23'])
})

test('a month has no hole where the clocks change', () => {
  const days = lastDays(new Date('2026-11-05T10:00:00Z'), 'Europe/Tallinn', 30)
  expect(new Set(days).size).toBe(30)
  expect(days[0]).toBe('2026-10-07')
})

test('a quiet day is a line of zeros, and every state counts once', () => {
  const sums = [
    { day: '2026-11-02', status: 'delivered', texts: 96 },
    { day: '2026-11-02', status: 'undelivered', texts: 2 },
    { day: '2026-11-02', status: 'expired', texts: 1 },
    { day: '2026-11-02', status: 'accepted', texts: 1 },
    { day: '2026-11-02', status: 'cancelled', texts: 50 },
  ]
  expect(sumsByDay(['2026-11-01', '2026-11-02'], sums)).toEqual([
    { day: '2026-11-01', delivered: 0, failed: 0, waiting: 0 },
    { day: '2026-11-02', delivered: 96, failed: 3, waiting: 1 },
  ])
})
