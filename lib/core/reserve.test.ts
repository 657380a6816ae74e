import { expect, test } from 'vitest'

import { eatsReserve } from '#lib/core/reserve.ts'

test.each([
  ['leaves more than the reminders need', 100, 900, 500, false],
  ['leaves exactly what they need', 100, 500, 500, false],
  ['leaves a micro-euro less', 100, 499, 500, true],
  ['comes when they are short already', 1, 10, 500, true],
  ['costs nothing, and they are short already', 0, 10, 500, false],
  ['comes where nothing is kept', 100, 0, 0, false],
])('a campaign that %s', (_why, costMicro, leftMicro, reserveMicro, eats) => {
  expect(eatsReserve({ costMicro, leftMicro, reserveMicro })).toBe(eats)
})
