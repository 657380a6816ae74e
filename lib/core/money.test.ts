import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { microFromCents, microFromEuros } from '#lib/core/money.ts'

test.each([
  ['the price of a segment', '0.0450', 45_000],
  ['a comma', '12,50', 12_500_000],
  ['a number', 1000, 1_000_000_000],
  ['a number that binary cannot hold', 0.1 + 0.2, 300_000],
  ['a debt', '-5', -5_000_000],
  ['minus nothing is nothing', '-0,00', 0],
  ['a micro-euro', '0.000001', 1],
])('microFromEuros: %s', (_why, euros, micro) => {
  expect(microFromEuros(euros)).toBe(micro)
})

test.each([
  ['words', 'tuhat'],
  ['nothing', ''],
  ['part of a micro-euro', '0.0000001'],
  ['not a number', Number.NaN],
  ['no end', Number.POSITIVE_INFINITY],
  ['too much', '1000000001'],
  ['an exponent', '1e3'],
])('microFromEuros refuses %s', (_why, euros) => {
  expect(() => microFromEuros(euros)).toThrow(RangeError)
})

test('cents and euros agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (cents) => {
      expect(microFromEuros((cents / 100).toFixed(2))).toBe(microFromCents(cents) + 0)
    }),
  )
  expect(() => microFromCents(0.5)).toThrow(RangeError)
})
