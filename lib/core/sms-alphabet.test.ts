import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  decodeGsm7Unpacked,
  encodeGsm7Unpacked,
  encodeUcs2,
  gsm7Septets,
  isGsm7Character,
  ucs2Characters,
} from '#lib/core/sms-alphabet.ts'

describe('gsm7Septets', () => {
  test.each([
    ['empty is GSM-7', '', []],
    ['ASCII letters take one', 'Tere', [1, 1, 1, 1]],
    ['Estonian ä ö ü are in the alphabet', 'äöüÄÖÜ', [1, 1, 1, 1, 1, 1]],
    ['the extension takes an escape', '^{}\\[~]|€\f', [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]],
    ['CR and LF cost one each', 'a\r\nb', [1, 1, 1, 1]],
    ['10 € with a plain space', '10 €', [1, 1, 1, 2]],
    ['the euro does not force UCS-2, a no-break space does', '10\u00a0€', null],
    ['õ is not in the alphabet', 'vastuvõtt', null],
    ['nor are š and ž', 'š', null],
    ['Ç is, ç is not', 'ç', null],
    ['à is, À is not', 'À', null],
    ['a backtick is not', '`', null],
    ['a tab is not', '\t', null],
    ['ESC itself is not text', '\u001b', null],
    ['Turkish ı is not ì', 'yarın', null],
    ['a combining tilde is not', 'o\u0303', null],
  ])('%s', (_why, text, septets) => {
    expect(gsm7Septets(text)).toEqual(septets)
  })

  test('the alphabet has 127 characters and 10 extensions, and nothing else in the basic plane', () => {
    const inAlphabet = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(isGsm7Character)
    expect(inAlphabet).toHaveLength(137)
  })
})

describe('ucs2Characters', () => {
  test('names each character that makes the text dearer, how often and where', () => {
    expect(ucs2Characters('Tõnu, võtke šokolaadi 😀')).toEqual([
      { character: 'õ', count: 2, positions: [1, 7] },
      { character: 'š', count: 1, positions: [12] },
      { character: '😀', count: 1, positions: [22] },
    ])
  })

  test('an accent typed as a character of its own is marked together with its letter', () => {
    expect(ucs2Characters('To\u0303nu')).toEqual([{ character: 'o\u0303', count: 1, positions: [1] }])
  })

  test('a GSM-7 text has none', () => {
    expect(ucs2Characters('Tere, Jüri! Hind 10 €')).toEqual([])
  })

  test('every marked place holds the character, and what is left over is GSM-7', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const marked = ucs2Characters(text)
        for (const { character, positions, count } of marked) {
          expect(positions).toHaveLength(count)
          for (const at of positions) expect(text.slice(at, at + character.length)).toBe(character)
        }
        const marks = new Set(
          marked.flatMap((m) => m.positions.flatMap((at) => Array.from(m.character, (_, i) => at + i))),
        )
        const rest = Array.from({ length: text.length }, (_, at) => (marks.has(at) ? '' : text.charAt(at))).join('')
        expect(gsm7Septets(rest.replace(/[\ud800-\udfff]/g, ''))).not.toBeNull()
      }),
    )
  })
})

describe('on the wire', () => {
  test.each([
    ['@ is 00, not the end of a string', '@', '00'],
    ['the ends of the table', '£$¥èéùìòÇ\nØø\rÅå', '0102030405060708090a0b0c0d0e0f'],
    ['Greek capitals', 'Δ_ΦΓΛΩΠΨΣΘΞ', '101112131415161718191a'],
    ['after the escape', 'ÆæßÉ !"#¤%', '1c1d1e1f202122232425'],
    ['letters that stand where ASCII has brackets', 'ÄÖÑÜ§¿äöñüà', '5b5c5d5e5f607b7c7d7e7f'],
    ['ASCII letters and digits keep their codes', 'AZaz09', '415a617a3039'],
    ['¡ is 40, where ASCII has @', '¡', '40'],
    ['€ is an escape pair', '€', '1b65'],
    ['brackets are escape pairs', '^{}\\[~]|\f', '1b141b281b291b2f1b3c1b3d1b3e1b401b0a'],
  ])('GSM 03.38: %s', (_why, text, hex) => {
    expect(hexOf(encodeGsm7Unpacked(text))).toBe(hex)
  })

  test('a text that is not GSM-7 is a bug, not a question mark', () => {
    expect(() => encodeGsm7Unpacked('õ')).toThrow(RangeError)
  })

  test.each([
    ['õ arrives as õ', 'õ', '00f5'],
    ['Cyrillic whole', 'Ж', '0416'],
    ['an emoji as its surrogate pair', '😀', 'd83dde00'],
  ])('UCS-2: %s', (_why, text, hex) => {
    expect(hexOf(encodeUcs2(text))).toBe(hex)
  })

  test('octets are as many as the units that were counted', () => {
    const gsm7Text = fc.string({ unit: fc.constantFrom(...'aÄ@€[ \n£Ω') })
    fc.assert(
      fc.property(gsm7Text, (text) => {
        const septets = gsm7Septets(text) ?? []
        expect(encodeGsm7Unpacked(text)).toHaveLength(septets.reduce((sum, width) => sum + width, 0))
      }),
    )
  })
})

function hexOf(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')
}

describe('decodeGsm7Unpacked', () => {
  const GSM = fc.string({ unit: fc.constantFrom(...'@£éΔ€[]{}~ÄÖÜäöü abcXYZ019!?') })
  test('reads back whatever was written', () => {
    fc.assert(fc.property(GSM, (text) => decodeGsm7Unpacked(encodeGsm7Unpacked(text)) === text))
  })

  test.each([
    ['an escape at the end stands for nothing', [0x41, 0x1b], 'A'],
    ['an unknown escape pair is its second character', [0x1b, 0x41], 'A'],
    ['an octet above the table', [0xff], '\ufffd'],
  ])('%s', (_why, octets, text) => {
    expect(decodeGsm7Unpacked(Uint8Array.from(octets))).toBe(text)
  })
})
