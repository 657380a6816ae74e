import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isGsm7 } from '#lib/core/sms-alphabet.ts'
import { gsm7ReplacementFor, replaceableCharacters, replaceForGsm7 } from '#lib/core/sms-replacements.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'

describe('gsm7ReplacementFor', () => {
  test.each([
    ['õ', 'o'],
    ['Õ', 'O'],
    ['š', 's'],
    ['Š', 'S'],
    ['ž', 'z'],
    ['Ž', 'Z'],
    ['„', '"'],
    ['“', '"'],
    ['”', '"'],
    ['«', '"'],
    ['»', '"'],
    ['’', "'"],
    ['‘', "'"],
    ['–', '-'],
    ['—', '-'],
    ['…', '...'],
    ['\u00a0', ' '],
    ['\u202f', ' '],
    ['•', '*'],
    ['№', 'N'],
    ['ķ', 'k'],
    ['ė', 'e'],
    ['ł', 'l'],
    ['ç', 'c'],
    ['o\u0303', 'o'],
    ['a\u0308', 'ä'],
  ])('%j is offered as %j', (character, replacement) => {
    expect(gsm7ReplacementFor(character)).toBe(replacement)
  })

  test.each([
    ['ä ö ü are never touched', 'ä'],
    ['å and é are GSM-7 too', 'é'],
    ['Cyrillic has no Latin twin', 'ж'],
    ['й is not и', 'й'],
    ['ё is not е', 'ё'],
    ['an emoji says what no letter says', '🦷'],
  ])('%s', (_why, character) => {
    expect(gsm7ReplacementFor(character)).toBeNull()
  })
})

describe('replaceForGsm7', () => {
  test('the reminder of three parts fits one', () => {
    const dear =
      'Tere, Mari! Ootame Teid hambaarst Tõnu Põldmäe vastuvõtule neljapäeval 12.03 kell 14:30, Tartu mnt 18, kab 5. Muutmiseks helistage 6123456.'
    expect(countSmsSegments(dear).segments).toBe(3)
    expect(countSmsSegments(replaceForGsm7(dear)).segments).toBe(1)
    expect(replaceForGsm7(dear)).toContain('Tonu Poldmäe vastuvotule')
  })

  test('only the characters that the author gave up are replaced', () => {
    expect(replaceForGsm7('„Tõnu“ – õhtul', ['„', '“', '–'])).toBe('"Tõnu" - õhtul')
  })

  test('a Russian text keeps every letter', () => {
    expect(replaceForGsm7('Ждём Вас – клиника «Йод»')).toBe('Ждём Вас - клиника "Йод"')
  })

  test('what it offers is GSM-7, it leaves the rest alone, and twice is once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aõäšЖ–€…', 'o\u0303', '🦷', '👨‍👩‍👧') }), (text) => {
        const offered = replaceForGsm7(text)
        expect(replaceForGsm7(offered)).toBe(offered)
        expect(replaceableCharacters(offered)).toEqual([])
        for (const { replacement } of replaceableCharacters(text)) expect(isGsm7(replacement)).toBe(true)
        const kept = /[aä€Ж]|🦷|👨‍👩‍👧/gu
        expect(offered.match(kept)).toEqual(text.match(kept))
      }),
    )
  })
})
