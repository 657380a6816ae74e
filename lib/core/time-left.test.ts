import { expect, test } from 'vitest'

import { secondsLeft } from '#lib/core/time-left.ts'

test.each([
  ['nothing is left to send', 0, 0, 600, 10, null],
  ['nothing has moved, and no rate is set', 100, 100, 0, null, null],
  ['nothing has moved: the rate says it', 100, 200, 0, 10, 20],
  ['no rate: the pace says it', 100, 200, 600, null, 10],
  ['a long text takes the room of its parts', 100, 300, 6000, 10, 30],
  ['other sends share the rate: the pace is what is left of it', 100, 100, 60, 10, 100],
])('%s', (_why, texts, parts, textsPerMinute, partsPerSecond, seconds) => {
  expect(secondsLeft({ texts, parts }, { textsPerMinute, partsPerSecond })).toBe(seconds)
})
