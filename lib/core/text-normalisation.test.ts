import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { hasLineBreak, normaliseMergedValue, normaliseSmsText, normaliseText } from '#lib/core/text-normalisation.ts'

describe('normaliseText', () => {
  test.each([
    ['a browser submits CRLF; each CR would be paid for', 'Tere\r\nMari', 'Tere\nMari'],
    ['an old Mac file breaks lines with CR', 'Tere\rMari', 'Tere\nMari'],
    ['a decomposed õ becomes one letter', 'To\u0303nu', 'Tõnu'],
    ['space around it is not text', ' \n Tere \n', 'Tere'],
    ['a tab is a space', 'kell\t10', 'kell 10'],
    ['pasted zero-width space, soft hyphen and BOM vanish', '\ufeffTe\u200bre\u00ad', 'Tere'],
    ['direction marks of a pasted phone number vanish', '\u202a+372 5123 4567\u202c', '+372 5123 4567'],
    ['a letter and its accent meet when what stood between them goes', 'o\u200b\u0303', 'õ'],
    ['control characters go, PostgreSQL cannot even store NUL', 'Te\u0000re\u0007', 'Tere'],
    ['a family emoji keeps its joiners', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['with a skin tone too', '👩🏽‍⚕️', '👩🏽‍⚕️'],
    ['a joiner between letters goes', 'a\u200db', 'ab'],
    ['a no-break space may stay in an e-mail', '10\u00a0€', '10\u00a0€'],
    ['half a surrogate pair is what any wire makes of it', 'a\ud83d', 'a\ufffd'],
  ])('%s', (_why, typed, normalised) => {
    expect(normaliseText(typed)).toBe(normalised)
  })

  test('twice is once, for texts of any characters', () => {
    const mess = fc.constantFrom(
      ...'a õ\r\n\t',
      '\u0303',
      '\u200b',
      '\u200d',
      '👩',
      '🏽',
      '\ufe0f',
      '\u00a0',
      '\ud83d',
      '\ude00',
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: mess }), fc.string({ unit: 'binary' })), (text) => {
        for (const normalise of [normaliseText, normaliseSmsText, normaliseMergedValue]) {
          expect(normalise(normalise(text))).toBe(normalise(text))
        }
      }),
      { numRuns: 200 },
    )
  })
})

test('a text that is plain already is what the long way makes of it', () => {
  // A zero-width space sends it the long way, on which that is taken out.
  const letters = fc.constantFrom(...'aZ õžЁя€–„“’…\n ~!', 'À', 'ž', 'Ѐ', 'џ')
  fc.assert(
    fc.property(fc.string({ unit: letters }), (text) => {
      for (const normalise of [normaliseText, normaliseSmsText])
        expect(normalise(text)).toBe(normalise(`${text}\u200b`))
    }),
  )
})

test('in an SMS every space is a plain one, since one other makes it UCS-2', () => {
  expect(normaliseSmsText('1\u202f234,50\u00a0€\u2009.')).toBe('1 234,50 € .')
})

test('a merged value stays in its line', () => {
  expect(normaliseMergedValue('  Mari \n Liis\u00a0\u00a0Tamm ')).toBe('Mari Liis Tamm')
})

test.each([
  ['header injection', 'Tere\r\nBcc: a@b.ee', true],
  ['a lone line feed', 'a\nb', true],
  ['a separator that some mailers take for a line', 'a\u2028b', true],
  ['an ordinary subject', 'Teie visiit', false],
])('hasLineBreak: %s', (_why, value, expected) => {
  expect(hasLineBreak(value)).toBe(expected)
})
