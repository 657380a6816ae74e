import { describe, expect, test } from 'vitest'

import { newTotpSecret, stepOfCode, totpCode, totpStep, totpUri } from '#lib/sign-in/totp.ts'

// RFC 6238, appendix B: the secret "12345678901234567890", whose codes there have eight digits of which ours are the last six.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is %s', (second, code) => {
  expect(totpCode(SECRET, totpStep(new Date(second * 1000)))).toBe(code)
})

describe('a code that is typed', () => {
  const now = new Date('2026-11-22T10:00:10Z')
  const step = totpStep(now)
  const typed = (code: string, lastStep = 0) => stepOfCode(SECRET, code, { now, lastStep })

  test.each([
    ['of now is taken', 0, step],
    ['of half a minute ago is taken: people type slowly', -1, step - 1],
    ['of a telephone that is fast is taken', 1, step + 1],
    ['of a minute ago is not', -2, null],
    ['of a minute ahead is not', 2, null],
  ])('%s', (_why, offset, found) => {
    expect(typed(totpCode(SECRET, step + offset))).toBe(found)
  })

  test('is taken once: whoever looked over the shoulder cannot use it again', () => {
    expect(typed(totpCode(SECRET, step), step)).toBeNull()
    expect(typed(totpCode(SECRET, step - 1), step)).toBeNull()
  })

  test.each([[''], ['12345'], ['1234567'], ['abcdef'], ['１２３４５６']])('"%s" is none', (code) => {
    expect(typed(code)).toBeNull()
  })
})

test('a secret has 160 bits and is never the same', () => {
  const secrets = new Set(Array.from({ length: 100 }, newTotpSecret))
  expect(secrets.size).toBe(100)
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/)
})

test('the QR code names the portal and the account', () => {
  expect(totpUri(SECRET, 'kadri@sinilille.example')).toBe(
    `otpauth://totp/Meelespea%3Akadri%40sinilille.example?secret=${SECRET}&issuer=Meelespea&algorithm=SHA1&digits=6&period=30`,
  )
})
