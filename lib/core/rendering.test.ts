import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compileComposition, PLACEHOLDERS } from '#lib/core/placeholders.ts'
import { emailOf, renderParts, smsTextOf } from '#lib/core/rendering.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'

const LINK = 'https://mlsp.ee/o/7Kp2xQ9d'

describe('renderParts', () => {
  const render = (text: string, values: Parameters<typeof renderParts>[1]) =>
    renderParts(compileComposition(text), values)

  test.each([
    ['a value stands where its placeholder stood', 'Tere, {first_name}!', { first_name: 'Mari' }, 'Tere, Mari!'],
    [
      'a name typed with spaces and line breaks stays in line',
      '{first_name}!',
      { first_name: ' Mari\n Liis ' },
      'Mari Liis!',
    ],
    ['braces in a value are not a placeholder', '{first_name}', { first_name: '{last_name}' }, '{last_name}'],
  ])('%s', (_why, text, values, expected) => {
    expect(render(text, values)).toBe(expected)
  })

  test.each([
    ['the comma that led to the name goes with it', 'Tere, {first_name}! Ootame Teid.', 'Tere! Ootame Teid.'],
    ['the space before a comma closes up', 'Tere {first_name}, ootame Teid.', 'Tere, ootame Teid.'],
    ['one comma of two stays', 'Tere, {first_name}, ootame Teid.', 'Tere, ootame Teid.'],
    ['of two spaces one stays', 'Patsient {first_name} on oodatud.', 'Patsient on oodatud.'],
    ['both names missing', 'Tere, {first_name} {last_name}!', 'Tere!'],
    ['nothing is left at the start', '{first_name}, ootame Teid.', 'ootame Teid.'],
    ['nor of a line', 'Tere.\n{first_name}, ootame.', 'Tere.\nootame.'],
    ['nor at the end of a line', 'Tere, {first_name}\nOotame Teid.', 'Tere\nOotame Teid.'],
    ['nor at the end', 'Teie {first_name}', 'Teie'],
    ['a text of nothing but the value is empty', '{first_name}', ''],
    ['double spaces that the author wrote stay', 'A  B {first_name}.', 'A  B.'],
    ['glued words stay glued', 'pre{first_name}post', 'prepost'],
  ])('a missing value leaves no hole: %s', (_why, text, expected) => {
    expect(render(text, {})).toBe(expected)
    expect(render(text, { first_name: null, last_name: '  ' })).toBe(expected)
  })

  test('only the missing one of two names closes up', () => {
    expect(render('Tere, {first_name} {last_name}!', { last_name: 'Tamm' })).toBe('Tere, Tamm!')
    expect(render('Tere, {first_name} {last_name}!', { first_name: 'Mari' })).toBe('Tere, Mari!')
  })

  test('with every value present the text is its parts put together', () => {
    const piece = fc.constantFrom('Tere', ', ', '  ', '! ', '\n', ...PLACEHOLDERS.map((name) => `{${name}}`))
    const values = Object.fromEntries(PLACEHOLDERS.map((name) => [name, name.toUpperCase()]))
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const expected = pieces.join('').replace(/\{(\w+)\}/g, (_braces, name: string) => name.toUpperCase())
        expect(render(pieces.join(''), values)).toBe(expected)
      }),
    )
  })
})

describe('smsTextOf', () => {
  const offer = (text: string, language: string, values = {}) =>
    smsTextOf({ compiled: compileComposition(text), values, language, optOutLink: LINK })

  test.each([
    ['et', 'Tere.', `Tere.\nLoobu: ${LINK}`],
    ['ru', 'Привет.', `Привет.\nОтказ: ${LINK}`],
    ['en', 'Hello.', `Hello.\nOpt out: ${LINK}`],
    ['fi', 'Hei.', `Hei.\nSTOP: ${LINK}`],
  ])('an offer in %s ends with its refusal', (language, text, expected) => {
    expect(offer(text, language)).toBe(expected)
  })

  test('a Russian text in Latin letters stays GSM-7 to its end', () => {
    const text = offer('Zdravstvujte, {first_name}! Zhdjom Vas.', 'ru', { first_name: 'Marija' })
    expect(text).toMatch(/\nSTOP: /)
    expect(countSmsSegments(text)).toMatchObject({ encoding: 'gsm7', segments: 1 })
  })

  test('the ending follows the text, not the name: one name in Cyrillic changes no wording', () => {
    expect(offer('Zhdjom Vas, {first_name}.', 'ru', { first_name: 'Мария' })).toMatch(/\nSTOP: /)
  })

  test('a notice has no such ending', () => {
    expect(smsTextOf({ compiled: compileComposition('Tere. '), values: {}, language: 'et' })).toBe('Tere.')
  })

  test('nothing to say stays nothing: no text of an opt-out link alone', () => {
    expect(offer(' \n', 'et')).toBe('')
    expect(offer('{first_name}', 'et')).toBe('')
  })

  test('a merged price with a no-break space does not make the text dearer', () => {
    const compiled = compileComposition('Tere, {first_name}')
    const text = smsTextOf({ compiled, values: { first_name: 'Mari\u00a0Liis' }, language: 'et' })
    expect(countSmsSegments(text).encoding).toBe('gsm7')
  })

  test('rendering what was rendered changes nothing: history shows what was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, name) => {
        const compiled = compileComposition(`${text.replaceAll('{', '')}{first_name}.`)
        const sent = smsTextOf({ compiled, values: { first_name: name.replaceAll('{', '') }, language: 'et' })
        expect(smsTextOf({ compiled: compileComposition(sent), values: {}, language: 'et' })).toBe(sent)
      }),
    )
  })
})

describe('emailOf', () => {
  const email = (subject: string, body: string, optOutLink?: string) =>
    emailOf({
      subject: compileComposition(subject),
      body: compileComposition(body),
      values: { first_name: 'Mari\r\nBcc: kõik@näide.ee' },
      language: 'et',
      optOutLink,
    })

  test('no value can break out of the subject line', () => {
    expect(email('Tere, {first_name}', 'Sisu').subject).toBe('Tere, Mari Bcc: kõik@näide.ee')
  })

  test('an offer carries its link in the text, apart from the body', () => {
    expect(email('Tere', 'Sisu.\r\nVeel.', LINK)).toEqual({
      subject: 'Tere',
      body: 'Sisu.\nVeel.',
      text: `Sisu.\nVeel.\n\nLoobu pakkumistest: ${LINK}`,
    })
  })
})
