import { expect, test } from 'vitest'

import { COMMON_TEXT_CHARACTERS, COMMON_TEXT_SEGMENTS } from '#lib/core/price-list.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'

test.each([
  ['Latin', 'a', COMMON_TEXT_SEGMENTS.latin],
  ['Cyrillic', 'ж', COMMON_TEXT_SEGMENTS.cyrillic],
])('a text of 133 characters in %s letters costs what the price list says', (_name, letter, segments) => {
  expect(countSmsSegments(letter.repeat(COMMON_TEXT_CHARACTERS)).segments).toBe(segments)
})
