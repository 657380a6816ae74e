import { expect, test } from 'vitest'

import { scaleMarks } from '#lib/core/chart-scale.ts'

test.each([
  ['the mock-up of the balance', 276, [0, 100, 200, 300]],
  ['a sum that is a mark itself', 300, [0, 100, 200, 300]],
  ['one euro more', 301, [0, 200, 400]],
  ['cents', 0.045, [0, 0.02, 0.04, 0.06]],
  ['a quarter step', 7, [0, 2.5, 5, 7.5]],
  ['nothing', 0, [0]],
])('marks of %s', (_why, max, marks) => {
  expect(scaleMarks(max)).toEqual(marks)
})
