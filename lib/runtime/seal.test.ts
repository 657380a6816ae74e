import { beforeEach, describe, expect, test } from 'vitest'

import { setEnv } from '#lib/runtime/env.ts'
import { CannotUnseal, seal, unseal } from '#lib/runtime/seal.ts'

const ADDRESS = 'smpp://kliinik:p%40ss@smsc.example?window=50'
const secretOf = (letter: string) => setEnv({ SECRET: letter.repeat(32) })

beforeEach(() => secretOf('a'))

test('what is sealed can be read again, and shows nothing until then', () => {
  const sealed = seal(ADDRESS, 'smpp')
  expect(unseal(sealed, 'smpp')).toBe(ADDRESS)
  expect(sealed).not.toContain('smsc')
  expect(Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('smsc')
  expect(seal(ADDRESS, 'smpp')).not.toBe(sealed)
})

describe('cannot be read', () => {
  test('with another secret', () => {
    const sealed = seal(ADDRESS, 'smpp')
    secretOf('b')
    expect(() => unseal(sealed, 'smpp')).toThrow(CannotUnseal)
  })

  test('in the row of another account', () => {
    expect(() => unseal(seal(ADDRESS, 'smpp'), 'smpp-2')).toThrow(CannotUnseal)
  })

  test('with one character changed, wherever it is', () => {
    const sealed = seal(ADDRESS, 'smpp')
    for (let place = 3; place < sealed.length; place += 1) {
      if (sealed[place] === '.') continue
      const other = sealed[place] === 'A' ? 'z' : 'A'
      const changed = sealed.slice(0, place) + other + sealed.slice(place + 1)
      if (bytesOf(changed) === bytesOf(sealed)) continue // the last character of a part has bits that say nothing
      expect(() => unseal(changed, 'smpp')).toThrow(CannotUnseal)
    }
  })

  test.each(['', 'v1', 'v1...', 'v1.a.b.c', ADDRESS])('when it is no sealed text: %s', (text) => {
    expect(() => unseal(text, 'smpp')).toThrow(CannotUnseal)
  })
})

function bytesOf(sealed: string): string {
  return sealed
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.')
}
