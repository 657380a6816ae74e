import { expect, test } from 'vitest'

import { lanesFor } from '#lib/deliveries/lanes.ts'

test.each([
  ['a narrow provider gets one lane with all its room', 10, 4, { lanes: 1, windowSize: 10 }],
  ['so does one of a usual window', 100, 4, { lanes: 1, windowSize: 100 }],
  ['a wide one is shared out', 1000, 4, { lanes: 4, windowSize: 250 }],
  ['never more on the wire than it takes', 299, 4, { lanes: 2, windowSize: 149 }],
  ['a worker that may do one thing at a time does one', 1000, 1, { lanes: 1, windowSize: 1000 }],
  ['one text at a time', 1, 4, { lanes: 1, windowSize: 1 }],
])('%s', (_why, windowSize, mostLanes, expected) => {
  expect(lanesFor(windowSize, mostLanes)).toEqual(expected)
})
