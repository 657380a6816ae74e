import { dictionary } from '@zxcvbn-ts/language-common'
import { describe, expect, test } from 'vitest'

import { isKnownPassword } from '#lib/sign-in/known-password.ts'

const OWN = ['Kadri Lepik', 'kadri@sinilille.example', 'Sinilille Hambaravi']

describe('a password that guessers try early', () => {
  test.each([
    ['a common one, twice', 'passwordpassword'],
    ['a row of keys', 'qwertyuiop12'],
    ['digits in a row', '123456789012'],
    ['one letter', 'aaaaaaaaaaaaaa'],
    ['a common one with a year', 'password2026!'],
    ['the portal’s own name', 'meelespea2026'],
    ['the Estonian word for it', 'Parool123456'],
    ['the Russian one', 'пароль123456'],
    ['one’s own name', 'kadrilepik2026'],
    ['the chain’s name', 'Sinilille2026!'],
    ['one’s own address', 'kadri@sinilille.example'],
    ['the demo’s', 'forget-me-not'],
  ])('is refused: %s', (_why, password) => {
    expect(isKnownPassword(password, OWN)).toBe(true)
  })
})

describe('a password nobody tries early is taken, whatever it is made of', () => {
  test.each([
    ['four words', 'kolm sinist kassi aias'],
    ['in Russian', 'три синих кота в саду'],
    ['without a capital or a digit', 'plahvatavjalgpallur'],
    ['of 128 characters', 'õunapuu-ladva-varjus '.repeat(7).slice(0, 128)],
  ])('%s', (_why, password) => {
    expect(isKnownPassword(password, OWN)).toBe(false)
  })
})

// All ten thousand take half a minute, so that only SWEEP=full tries them all.
const EACH = process.env.SWEEP === 'full' ? 1 : 20

test('of the 10,000 commonest passwords, however dressed up, none is taken', () => {
  const dress = [(word: string) => word, (word: string) => `${word}1`, (word: string) => `${word}${word}`]
  const known = (dictionary['passwords-common'] as string[])
    .slice(0, 10_000)
    .filter((_word, index) => index % EACH === 0)
  const dressed = known.map((word, index) => dress[index % dress.length]?.(word) ?? word)
  expect(dressed.filter((password) => !isKnownPassword(password, []))).toEqual([])
})
