import { expect, test } from 'vitest'

import { sumsByDay } from '#lib/core/day-sums.ts'

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
