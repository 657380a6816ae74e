import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readEmail, readMoneyMicro, readYesNo, saysDeceased } from '#lib/core/import-values.ts'

describe('readMoneyMicro', () => {
  test.each([
    ['a debt', '-12,50', -12.5],
    ['a true minus sign', '−5', -5],
    ['an accountant’s brackets', '(12,00)', -12],
    ['an accountant’s trailing minus', '12,50-', -12.5],
    ['spaces and a sign', '1 234,56 €', 1234.56],
    ['no-break spaces', '1\u00a0234,56\u00a0€', 1234.56],
    ['dots for thousands', '1.234,56', 1234.56],
    ['commas for thousands', '1,234.56', 1234.56],
    ['an apostrophe for thousands', "1'234.56", 1234.56],
    ['millions', '1.234.567', 1_234_567],
    ['a point', '12.5', 12.5],
    ['a currency in front', 'EUR -12,50', -12.5],
    ['a currency behind', '12 eurot', 12],
    ['nothing is nothing', '0,00', 0],
    ['minus nothing too', '-0,00', 0],
    ['three noughts behind a nought', '0,000', 0],
    ['as a database prints it', '-12.5000', -12.5],
    ['no whole euro', ',50', 0.5],
  ])('%s', (_why, cell, euros) => {
    const reading = readMoneyMicro(cell)
    expect(reading).toEqual({ value: Math.round(euros * 1e6), isWrong: false })
    expect(Object.is(reading.value, -0)).toBe(false)
  })

  test.each(['', ' ', '-'])('%j is empty', (cell) => {
    expect(readMoneyMicro(cell)).toEqual({ value: null, isWrong: false })
  })

  test.each([
    ['words', 'võlg'],
    ['a thousand or a fraction?', '1.234'],
    ['two kinds of thousands', '1.234,567.89'],
    ['two points', '1.2.3'],
    ['an open bracket', '(12,00'],
    ['more than anybody owes', '12345678901'],
  ])('wrong: %s', (_why, cell) => {
    expect(readMoneyMicro(cell)).toEqual({ value: null, isWrong: true })
  })

  test('what Intl writes in any of the locales is read back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        fc.constantFrom('et', 'ru', 'en', 'de'),
        (cents, locale) => {
          const written = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100)
          expect(readMoneyMicro(written.replace('€', ' € ')).value).toBe(cents === 0 ? 0 : cents * 10_000)
        },
      ),
    )
  })
})

test.each([
  [true, ['jah', 'Jah', 'JAH ', 'yes', 'да', '1', 'x', 'X', '+', '✓', 'true', 'on nõus']],
  [false, ['ei', 'EI', 'no', 'нет', '0', '-', 'false', 'ei ole nõus', 'puudub']],
  [null, ['', '?', 'võib-olla', '2', 'jah ja ei']],
])('readYesNo: %s', (answer, cells) => {
  expect(cells.map((cell) => [cell, readYesNo(cell)])).toEqual(cells.map((cell) => [cell, answer]))
})

describe('readEmail', () => {
  test.each([
    ['as it should be', 'mari.tamm@example.ee', 'mari.tamm@example.ee'],
    ['spaces around it', ' mari@example.ee ', 'mari@example.ee'],
    ['capitals: only the domain may be lowered', 'MARI@EXAMPLE.ORG', 'MARI@example.org'],
    ['the first of two', 'mari@example.ee; jaan@example.ee', 'mari@example.ee'],
    ['the first of two by a space', 'mari@example.ee jaan@example.ee', 'mari@example.ee'],
    ['with its owner', 'Mari Tamm <mari@example.ee>', 'mari@example.ee'],
    ['from a link', 'mailto:mari@example.ee', 'mari@example.ee'],
    ['a tag', "o'brien+hammas@mail.example.co.uk", "o'brien+hammas@mail.example.co.uk"],
    ['an Estonian domain with õ', 'mari@hambaõed.ee', 'mari@hambaõed.ee'],
  ])('%s', (_why, cell, address) => {
    expect(readEmail(cell)).toEqual({ value: address, isWrong: false })
  })

  test.each(['', '-', 'ei ole', 'puudub', 'нет'])('%j is no address, but not wrong', (cell) => {
    expect(readEmail(cell)).toEqual({ value: null, isWrong: false })
  })

  test.each([
    ['two at signs', 'mari@@example.ee'],
    ['at in words', 'mari at example.ee'],
    ['no at sign', 'mariexample.ee'],
    ['a domain without a dot', 'mari@example'],
    ['a dot too many', 'mari..tamm@example.ee'],
    ['a dot at the end', 'mari@example.ee.'],
    ['a comma for a dot', 'mari@example,ee'],
    ['a space inside', 'mari tamm@'],
    ['a line break that would start a header', 'mari@example.ee\nBcc:x'],
    ['Cyrillic before the at sign: most servers refuse it', 'мария@example.ee'],
    ['longer than addresses are', `${'a'.repeat(65)}@example.ee`],
  ])('wrong: %s', (_why, cell) => {
    expect(readEmail(cell)).toEqual({ value: null, isWrong: true })
  })
})

describe('saysDeceased', () => {
  test.each([
    'surnud',
    'Surnud',
    'SURNUD!',
    'surnud 12.03.2024',
    'Patsient on surnud.',
    '†',
    '† 12.03.2024',
    'умер',
    'Умерла в 2023',
    'deceased',
    'Allergia; surnud',
  ])('%s', (note) => {
    expect(saysDeceased(note)).toBe(true)
  })

  test.each([
    '',
    'surnud hammas',
    'surnud närv 36',
    'ema surnud',
    'abikaasa suri',
    'умер муж',
    'dead tooth',
    'ei ole surnud',
    'Suri Maarja',
    'allergia',
  ])('a living patient: %j', (note) => {
    expect(saysDeceased(note)).toBe(false)
  })
})
