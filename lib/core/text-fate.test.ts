import { expect, test } from 'vitest'

import { textFate } from '#lib/core/text-fate.ts'

type Report = Parameters<typeof textFate>[0][number]
const of = (part: number, status: Report['status']): Report => ({ part, status })

test.each<[string, Report[], number, string | null]>([
  ['nothing was said yet', [], 1, null],
  ['one part, delivered', [of(1, 'delivered')], 1, 'delivered'],
  ['one part, on its way', [of(1, 'accepted')], 1, 'accepted'],
  ['both parts are there', [of(1, 'delivered'), of(2, 'delivered')], 2, 'delivered'],
  ['half a text is not delivered', [of(1, 'delivered')], 2, null],
  ['twice the same part is still half a text', [of(1, 'delivered'), of(1, 'delivered')], 2, null],
  ['all parts are known, one still travels', [of(1, 'delivered'), of(2, 'accepted')], 2, 'accepted'],
  ['one part lost loses the text', [of(1, 'delivered'), of(2, 'undelivered')], 2, 'undelivered'],
  ['lost before the other part is heard of', [of(2, 'expired')], 2, 'expired'],
  ['not delivered says more than expired', [of(1, 'expired'), of(2, 'undelivered')], 2, 'undelivered'],
  ['a late delivered wins over its own loss', [of(1, 'undelivered'), of(1, 'delivered')], 1, 'delivered'],
  ['also when it came first', [of(1, 'delivered'), of(1, 'expired')], 1, 'delivered'],
  ['also in parts', [of(1, 'delivered'), of(2, 'undelivered'), of(2, 'delivered')], 2, 'delivered'],
  ['a network that rejects later has not delivered', [of(1, 'rejected')], 1, 'undelivered'],
  ['a network that knows nothing says nothing', [of(1, 'unknown')], 1, null],
])('%s', (_why, reports, parts, expected) => {
  expect(textFate(reports, parts)).toBe(expected)
})
