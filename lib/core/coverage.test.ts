import { expect, test } from 'vitest'

import { coverageOf } from '#lib/core/coverage.ts'

const days = [
  { day: '2026-10-14', costMicro: 3_000_000 },
  { day: '2026-10-15', costMicro: 0 },
  { day: '2026-10-16', costMicro: 2_000_000 },
]

test.each([
  ['pays for all of it to the cent', 5_000_000, null, 1],
  ['does not reach the last day', 4_999_999, '2026-10-16', 0.9999998],
  ['does not pay for today', 1_000_000, '2026-10-14', 0.2],
  ['is nothing', 0, '2026-10-14', 0],
])('a balance that %s', (_why, availableMicro, endsOn, share) => {
  expect(coverageOf(availableMicro, days)).toEqual({ costMicro: 5_000_000, endsOn, share })
})

test('days on which nothing leaves are covered by nothing', () => {
  expect(coverageOf(0, [{ day: '2026-10-14', costMicro: 0 }])).toEqual({ costMicro: 0, endsOn: null, share: 1 })
})
