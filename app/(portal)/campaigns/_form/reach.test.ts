import { expect, test } from 'vitest'

import type { AudienceCount } from '#lib/campaigns/preview-figures.ts'
import { estimateReach } from './reach.ts'

// The figures of the mock-ups: 4 760 × 2 × 0,045 = 428,40.
const COUNT: AudienceCount = {
  people: 6488,
  languages: [
    { language: 'et', people: 4812, reachable: 4760 },
    { language: 'ru', people: 1377, reachable: 1352 },
    { language: 'en', people: 203, reachable: 203 },
    { language: null, people: 96, reachable: 90 },
  ],
  leftOut: [
    { reason: 'no_number', people: 36 },
    { reason: 'landline', people: 0 },
  ],
}
const PART_MICRO = 45_000
const TEXTS = [
  { language: 'et', blank: false, segments: 2 },
  { language: 'ru', blank: false, segments: 2 },
  { language: 'en', blank: true, segments: 0 },
]

test('a blank language costs nothing and is named among the left out', () => {
  const reach = estimateReach(COUNT, TEXTS, '', PART_MICRO)
  expect(reach.willGet).toBe(6112)
  expect(reach.costMicro).toBe(550_080_000)
  expect(reach.leftOut).toEqual([
    { reason: 'language_blank', people: 203 },
    { reason: 'no_number', people: 36 },
  ])
})

test('patients without a language get the text chosen for them', () => {
  const reach = estimateReach(COUNT, TEXTS, 'et', PART_MICRO)
  expect(reach.lines[0]).toEqual({ language: 'et', people: 4850, segments: 2, costMicro: 436_500_000 })
})

test('choosing an empty text for them leaves them out', () => {
  const reach = estimateReach(COUNT, TEXTS, 'en', PART_MICRO)
  expect(reach.willGet).toBe(6112)
  expect(reach.leftOut[0]).toEqual({ reason: 'language_blank', people: 293 })
})
