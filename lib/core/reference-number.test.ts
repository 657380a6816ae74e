import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { baseOfReference, referenceNumber } from '#lib/core/reference-number.ts'

test.each([
  ['a base of six digits: 6×7 + 5×3 + 4×1 + 3×7 + 2×3 + 1×1 = 89, and 1 to 90', '123456', '1234561'],
  ['one digit: 1×7, and 3 to 10', '1', '13'],
  ['a sum that is a ten already: 1×3 + 1×7 = 10', '11', '110'],
  ['the first chain of ours: 1×7 + 1×3 = 10', '10001', '100010'],
  ['the longest', '9999999999999999999', `9999999999999999999${(10 - ((9 * (6 * 11 + 7)) % 10)) % 10}`],
])('%s', (_why, base, reference) => {
  expect(referenceNumber(base)).toBe(reference)
  expect(baseOfReference(reference)).toBe(base)
})

test('whatever base, it is read back, as people write it too', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 19n - 1n }), (base) => {
      const reference = referenceNumber(String(base))
      expect(baseOfReference(`00${reference.slice(0, 2)} ${reference.slice(2)}`)).toBe(String(base))
    }),
  )
})

test('one digit typed wrongly is always noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.nat(30), fc.integer({ min: 1, max: 9 }), (base, at, by) => {
      const reference = referenceNumber(base)
      const index = at % reference.length
      const wrong = (Number(reference[index]) + by) % 10
      const typed = reference.slice(0, index) + wrong + reference.slice(index + 1)
      fc.pre(!typed.startsWith('0'))
      expect(baseOfReference(typed)).toBeNull()
    }),
  )
})

test.each([
  ['nothing', ''],
  ['a word', 'ARVE 12'],
  ['one digit', '7'],
  ['too long', '1'.repeat(21)],
])('%s is none', (_why, text) => {
  expect(baseOfReference(text)).toBeNull()
})
