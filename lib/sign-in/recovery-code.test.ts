import { expect, test } from 'vitest'

import { hashOfRecoveryCode, newRecoveryCodes } from '#lib/sign-in/recovery-code.ts'

test('ten codes are ten, and each can be read off paper', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
})

test.each([
  ['as it was shown', 'ABCD-0123-EFGH-1JKM'],
  ['in small letters, without the lines', 'abcd0123efgh1jkm'],
  ['with blanks', ' ABCD 0123 EFGH 1JKM '],
  ['with O for 0 and l for 1', 'ABCD-O123-EFGH-lJKM'],
])('a code may be typed %s', (_why, typed) => {
  expect(hashOfRecoveryCode(typed)).toBe(hashOfRecoveryCode('ABCD-0123-EFGH-1JKM'))
  expect(hashOfRecoveryCode(typed)).not.toBeNull()
})

test.each([[''], ['123456'], ['ABCD-0123-EFGH-1JK'], ['ABCD-0123-EFGH-1JKU'], ['õõõõ-õõõõ-õõõõ-õõõõ']])(
  '"%s" is none',
  (typed) => {
    expect(hashOfRecoveryCode(typed)).toBeNull()
  },
)
