import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readBirthDate, readDate, readDateTime } from '#lib/core/import-dates.ts'

const TODAY = '2026-11-23'

describe('readDate', () => {
  test.each([
    ['as Estonians write it', '31.03.1944', '1944-03-31'],
    ['without noughts', '3.3.1944', '1944-03-03'],
    ['with spaces', ' 31. 03. 1944 ', '1944-03-31'],
    ['with slashes', '31/03/1944', '1944-03-31'],
    ['with hyphens', '31-03-1944', '1944-03-31'],
    ['ISO', '1944-03-31', '1944-03-31'],
    ['as a database prints it', '1944-03-31 00:00:00', '1944-03-31'],
    ['as a spreadsheet prints it', '31.03.1944 0:00', '1944-03-31'],
    ['in one', '19440331', '1944-03-31'],
    ['a year of two digits in the past', '3.3.44', '1944-03-03'],
    ['and one of this century', '3.3.15', '2015-03-03'],
    ['today is not the future', '23.11.26', '2026-11-23'],
    ['tomorrow was a hundred years ago', '24.11.26', '1926-11-24'],
    ['in Estonian words', '31. märts 1944', '1944-03-31'],
    ['June is not July', '1. juuni 1944', '1944-06-01'],
    ['July', '1. juuli 1944', '1944-07-01'],
    ['in Russian words', '31 марта 1944 г.', '1944-03-31'],
    ['in English words', '31 March 1944', '1944-03-31'],
    ['29 February of a leap year', '29.02.2000', '2000-02-29'],
  ])('%s', (_why, cell, day) => {
    expect(readDate(cell, TODAY)).toEqual({ value: day, isWrong: false })
  })

  test.each(['', '  ', '-'])('%j is no date, but not wrong', (cell) => {
    expect(readDate(cell, TODAY)).toEqual({ value: null, isWrong: false })
  })

  test.each([
    ['31 February', '31.02.1980'],
    ['29 February of an ordinary year', '29.02.1900'],
    ['noughts', '00.00.0000'],
    ['a word', 'homme'],
    ['month before day: other rows of that file would be read wrongly', '03/31/1944'],
    ['mixed separators', '31.03-1944'],
    ['three digits of a year', '31.03.944'],
    ['seven digits', '1944331'],
    ['month 13', '1944-13-01'],
    ['something behind it', '31.03.1944 x'],
    ['a cell that would keep a pattern busy for minutes', ', '.repeat(100_000)],
  ])('wrong: %s', (_why, cell) => {
    expect(readDate(cell, TODAY)).toEqual({ value: null, isWrong: true })
  })

  test('every day there is, and no other, is read back from any way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const [d, m] = [String(day).padStart(2, '0'), String(month).padStart(2, '0')]
        const iso = `${year}-${m}-${d}`
        const at = new Date(Date.UTC(year, month - 1, day))
        const exists = at.toISOString().startsWith(iso)
        for (const cell of [`${d}.${m}.${year}`, `${day}/${month}/${year}`, iso, `${year}${m}${d}`]) {
          expect(readDate(cell, TODAY).value).toBe(exists ? iso : null)
        }
      }),
    )
  })
})

test.each([
  ['born today', '23.11.2026', '2026-11-23', false],
  ['not born yet', '24.11.2026', null, true],
  ['130 years old', '23.11.1896', '1896-11-23', false],
  ['older than anybody', '22.11.1896', null, true],
  ['two digits never mean the future', '24.11.26', '1926-11-24', false],
  ['not known', '', null, false],
])('readBirthDate: %s', (_why, cell, value, isWrong) => {
  expect(readBirthDate(cell, TODAY)).toEqual({ value, isWrong })
})

describe('readDateTime', () => {
  test.each([
    ['as exported', '07.05.2025 17:45', '2025-05-07T17:45:00', null],
    ['without noughts', '7.5.2025 9:05', '2025-05-07T09:05:00', null],
    ['with a comma', '07.05.2025, 17:45', '2025-05-07T17:45:00', null],
    ['with *kell* and a dot', '7.5.2025 kell 9.05', '2025-05-07T09:05:00', null],
    ['ISO', '2025-05-07T17:45', '2025-05-07T17:45:00', null],
    ['ISO with seconds', '2025-05-07 17:45:30', '2025-05-07T17:45:30', null],
    ['an instant', '2025-05-07T17:45:00.000Z', '2025-05-07T17:45:00', 'Z'],
    ['an instant with an offset', '2025-05-07T17:45:00+03:00', '2025-05-07T17:45:00', '+03:00'],
    ['as PostgreSQL prints it', '2025-05-07 17:45:00+03', '2025-05-07T17:45:00', '+03:00'],
    ['in the hour that a spring night lacks: PostgreSQL decides', '28.03.2027 03:30', '2027-03-28T03:30:00', null],
  ])('%s', (_why, cell, local, offset) => {
    expect(readDateTime(cell)).toEqual({ value: { local, offset }, isWrong: false })
  })

  test.each([
    ['a day alone', '07.05.2025'],
    ['a time alone', '17:45'],
    ['24 o’clock', '07.05.2025 24:00'],
    ['minute 60', '07.05.2025 17:60'],
    ['31 June', '31.06.2025 10:00'],
    ['a visit with a year of two digits', '07.05.25 17:45'],
    ['words', 'homme 10:00'],
  ])('wrong: %s', (_why, cell) => {
    expect(readDateTime(cell)).toEqual({ value: null, isWrong: true })
  })

  test('an empty cell is empty', () => {
    expect(readDateTime(' ')).toEqual({ value: null, isWrong: false })
  })
})
