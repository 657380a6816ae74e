import * as fc from 'fast-check'
// @ts-expect-error the package brings no types
import splitSmsOracle from 'split-sms'
import { describe, expect, test } from 'vitest'

import vectors from '#lib/core/fixtures/sms-vectors.json' with { type: 'json' }
import { countSmsSegments, segmentRange, splitSms, UNITS_ALONE, UNITS_PER_PART } from '#lib/core/sms-segments.ts'

// What a clinic pays for, so every boundary is written out rather than generated.
describe('countSmsSegments', () => {
  test.each([
    ['nothing to send', '', 'gsm7', 0, 0, 0],
    ['one GSM-7 part, full', 'a'.repeat(160), 'gsm7', 160, 1, 0],
    ['one septet over costs a second part', 'a'.repeat(161), 'gsm7', 161, 2, 145],
    ['two parts, full', 'a'.repeat(306), 'gsm7', 306, 2, 0],
    ['three parts', 'a'.repeat(307), 'gsm7', 307, 3, 152],
    ['six parts, full: the most that is sent', 'a'.repeat(918), 'gsm7', 918, 6, 0],
    ['€ takes two septets', '€'.repeat(80), 'gsm7', 160, 1, 0],
    ['€ tips it over', `${'a'.repeat(159)}€`, 'gsm7', 161, 2, 145],
    ['€ may not straddle parts', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 306, 3, 152],
    ['one Cyrillic letter makes it UCS-2', `ж${'a'.repeat(69)}`, 'ucs2', 70, 1, 0],
    ['UCS-2 second part', `ж${'a'.repeat(70)}`, 'ucs2', 71, 2, 63],
    ['134 characters always fit two UCS-2 parts', 'м'.repeat(134), 'ucs2', 134, 2, 0],
    ['emoji is two UCS-2 units', '🦷'.repeat(35), 'ucs2', 70, 1, 0],
    ['emoji may not straddle parts', `${'ж'.repeat(66)}🦷${'ж'.repeat(66)}`, 'ucs2', 134, 3, 66],
    ['extension characters cost one in UCS-2', `${']'.repeat(68)}😀`, 'ucs2', 70, 1, 0],
    ['ı is not ì: Turkish needs UCS-2', 'randevunuz yarın', 'ucs2', 16, 1, 54],
    ['a lone surrogate is one unit', '\ud83d', 'ucs2', 1, 1, 69],
    ['a decomposed õ costs two: normalise first', 'o\u0303', 'ucs2', 2, 1, 68],
  ])('%s', (_why, text, encoding, units, segments, unitsLeft) => {
    expect(countSmsSegments(text)).toEqual({ encoding, units, segments, unitsLeft })
  })

  test.each(vectors.map((vector) => [vector.why, vector] as const))('vector: %s', (_why, vector) => {
    const { text, encoding, units, segments } = vector
    expect(countSmsSegments(text)).toMatchObject({ encoding, units, segments })
  })

  test('agrees with split-sms on texts of every length and mixture', () => {
    fc.assert(
      fc.property(aText(), (text) => {
        const oracle = splitSmsOracle.split(text)
        const ours = countSmsSegments(text)
        expect(ours.encoding).toBe(oracle.characterSet === 'GSM' ? 'gsm7' : 'ucs2')
        expect(ours.segments).toBe(text === '' ? 0 : oracle.parts.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe('splitSms', () => {
  test('an escape pair moves to the next part whole', () => {
    const { parts } = splitSms(`${'a'.repeat(152)}€${'b'.repeat(152)}`)
    expect(parts.map(({ text }) => text)).toEqual(['a'.repeat(152), `€${'b'.repeat(151)}`, 'b'])
  })

  test('the parts are the text, each fits, and there are as many as were counted', () => {
    fc.assert(
      fc.property(aText(), (text) => {
        const { encoding, parts } = splitSms(text)
        const counted = countSmsSegments(text)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        expect(parts).toHaveLength(counted.segments)
        expect(parts.reduce((sum, part) => sum + part.units, 0)).toBe(counted.units)
        const capacity = parts.length > 1 ? UNITS_PER_PART[encoding] : UNITS_ALONE[encoding]
        for (const part of parts) {
          expect(part.units).toBeLessThanOrEqual(capacity)
          expect(part.text.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('segmentRange', () => {
  test.each([
    ['an empty text', 'gsm7', 0, 0, 0, 0],
    ['alone, whatever is in it', 'gsm7', 160, 80, 1, 1],
    ['no two-unit character: decided by length alone', 'gsm7', 306, 0, 2, 2],
    ['one € somewhere in two full parts', 'gsm7', 306, 1, 2, 3],
    ['one unit less leaves room for it', 'gsm7', 305, 9, 2, 2],
    ['four full parts can lose three units', 'gsm7', 4 * 153, 3, 4, 5],
    ['an emoji in two full parts', 'ucs2', 134, 1, 2, 3],
  ] as const)('%s', (_why, encoding, units, twoUnitCharacters, min, max) => {
    expect(segmentRange(encoding, units, twoUnitCharacters)).toEqual({ min, max })
  })

  test('holds the exact count of every text with that length', () => {
    fc.assert(
      fc.property(aText(), (text) => {
        const { encoding, units, segments } = countSmsSegments(text)
        const twoUnitCharacters = encoding === 'gsm7' ? units - text.length : units - Array.from(text).length
        const { min, max } = segmentRange(encoding, units, twoUnitCharacters)
        expect(segments).toBeGreaterThanOrEqual(min)
        expect(segments).toBeLessThanOrEqual(max)
      }),
      { numRuns: 500 },
    )
  })
})

/** Texts of up to seven parts: runs of letters with escape pairs and surrogate pairs dropped in near the boundaries. */
function aText() {
  const gsm7 = fc.constantFrom('a', 'ä', '€', '[', ' ')
  const anything = fc.constantFrom('a', 'õ', 'Ж', '😀', ']')
  const run = (unit: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(unit, fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constantFrom(65, 66, 67, 151, 152, 153))), {
      maxLength: 9,
    })
  return fc.oneof(run(gsm7), run(anything)).map((runs) => runs.map(([unit, times]) => unit.repeat(times)).join(''))
}
