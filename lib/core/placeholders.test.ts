import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compileComposition, PLACEHOLDERS, samplePlaceholderValues } from '#lib/core/placeholders.ts'

describe('compileComposition', () => {
  test('a text is taken apart at its placeholders', () => {
    expect(compileComposition('Tere, {first_name}! {clinic_name} ootab, {first_name}.')).toEqual({
      parts: [
        { literal: 'Tere, ' },
        { placeholder: 'first_name' },
        { literal: '! ' },
        { placeholder: 'clinic_name' },
        { literal: ' ootab, ' },
        { placeholder: 'first_name' },
        { literal: '.' },
      ],
      placeholders: ['first_name', 'clinic_name'],
      unknown: [],
    })
  })

  test.each([
    ['the Estonian word for it', 'Tere {eesnimi}!', [{ name: 'eesnimi', position: 5 }]],
    ['the Russian word for it', '{имя}', [{ name: 'имя', position: 0 }]],
    ['a capital letter', '{First_name}', [{ name: 'First_name', position: 0 }]],
    ['a space for the underscore', '{first name}', [{ name: 'first name', position: 0 }]],
    [
      'two mistakes are both named',
      '{a} {b}',
      [
        { name: 'a', position: 0 },
        { name: 'b', position: 4 },
      ],
    ],
  ])('a placeholder that does not exist is named with its place: %s', (_why, text, unknown) => {
    expect(compileComposition(text)).toEqual({ parts: [{ literal: text }], placeholders: [], unknown })
  })

  test.each([
    ['a lone brace is text', 'a } b { c'],
    ['a name that is never closed is text', 'Tere {first_name, tere'],
    ['braces round a number are text', 'Valik {1}'],
    ['empty braces are text', '{}'],
  ])('%s', (_why, text) => {
    expect(compileComposition(text)).toEqual({ parts: [{ literal: text }], placeholders: [], unknown: [] })
  })

  test('spaces inside the braces do no harm', () => {
    expect(compileComposition('{ first_name }').parts).toEqual([{ placeholder: 'first_name' }])
  })

  test('put together again it is the text, whatever was typed', () => {
    const piece = fc.constantFrom('{', '}', 'a', ' ', ...PLACEHOLDERS.map((name) => `{${name}}`))
    fc.assert(
      fc.property(fc.string({ unit: piece }), (text) => {
        const joined = compileComposition(text)
          .parts.map((part) => ('literal' in part ? part.literal : `{${part.placeholder}}`))
          .join('')
        expect(joined).toBe(text)
      }),
    )
  })
})

test('every language shows a sample for every placeholder', () => {
  for (const language of ['et', 'ru', 'en', 'fi']) {
    expect(Object.keys(samplePlaceholderValues(language)).sort()).toEqual([...PLACEHOLDERS].sort())
  }
})
