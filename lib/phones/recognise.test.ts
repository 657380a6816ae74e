import * as fc from 'fast-check'
import type { CountryCode } from 'libphonenumber-js/max'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'

import { recognisePhone } from '#lib/phones/recognise.ts'

describe('recognisePhone, as a clinic in Estonia types', () => {
  test.each([
    ['seven digits', '5012345', 'mobile', '+3725012345', 'EE'],
    ['eight digits', '53098418', 'mobile', '+37253098418', 'EE'],
    ['spaces around it', ' 53098418 ', 'mobile', '+37253098418', 'EE'],
    ['a no-break space inside', '5309\u00a08418', 'mobile', '+37253098418', 'EE'],
    ['a hyphen', '555-30903', 'mobile', '+37255530903', 'EE'],
    ['words before it', 'tel. 58045599', 'mobile', '+37258045599', 'EE'],
    ['words after it', '58045599 (ema)', 'mobile', '+37258045599', 'EE'],
    ['the calling code without a plus', '37258045599', 'mobile', '+37258045599', 'EE'],
    ['with 00', '0037258045599', 'mobile', '+37258045599', 'EE'],
    ['with a plus in brackets', '(+372) 5804 5599', 'mobile', '+37258045599', 'EE'],
    ['8-digit range 8xxx', '81901234', 'mobile', '+37281901234', 'EE'],
    ['a number abroad', '+358 40 4578744', 'mobile', '+358404578744', 'FI'],
    ['a Latvian one with 00', '00371 21234567', 'mobile', '+37121234567', 'LV'],
    ['+7 may be Russia', '+7 912 345-67-89', 'mobile', '+79123456789', 'RU'],
    ['or Kazakhstan, at another price', '+7 701 234 5678', 'mobile', '+77012345678', 'KZ'],
    ['the United States do not tell mobiles apart', '+1 212 555 2368', 'mobile', '+12125552368', 'US'],
    ['a landline', '6123456', 'landline', '+3726123456', 'EE'],
    ['a free number exists, but takes no SMS', '8002345', 'landline', '+3728002345', 'EE'],
  ])('%s', (_why, cell, kind, e164, country) => {
    expect(recognisePhone(cell, 'EE')).toEqual({ kind, e164, country })
  })

  test.each([
    ['two, by a comma', '588-47514, 7433324', '+37258847514'],
    ['by a slash', '58847514/7433324', '+37258847514'],
    ['by a semicolon', '58847514;7433324', '+37258847514'],
    ['by a word', '58847514 või 7433324', '+37258847514'],
    ['by a space alone', '5884 7514 7433324', '+37258847514'],
    ['by a bracket', '5884 7514 (7433324)', '+37258847514'],
    ['by a plus', '+372 5884 7514 +372 743 3324', '+37258847514'],
    ['the landline first', '6123456, 58847514', '+3726123456'],
  ])('the first number of a cell counts: %s', (_why, cell, e164) => {
    expect(recognisePhone(cell, 'EE').e164).toBe(e164)
  })

  test('an invalid first number is not made up for by the second', () => {
    expect(recognisePhone('5123, 58847514', 'EE').kind).toBe('invalid')
  })

  test.each([
    ['empty', ''],
    ['a dash', '-'],
    ['words for none', 'ei ole'],
    ['other words for none', 'puudub'],
    ['spaces', '   '],
  ])('no number: %s', (_why, cell) => {
    expect(recognisePhone(cell, 'EE')).toEqual({ kind: 'none', e164: null, country: null })
  })

  test.each([
    ['Latvia without a plus must not become an Estonian number', '37126123456'],
    ['a calling code alone', '372'],
    ['too short', '5123'],
    ['too long', '12345678901234'],
    ['too long after the code', '+372 99999999999'],
    ['half hidden', '5xx xxxx'],
    ['a Soviet 8 before it', '853098418'],
    ['a nought before it', '053098418'],
    ['seven digits in a range of eight', '5712345'],
    ['another one', '5912345'],
    ['a stray digit behind it', '5309 8418 1'],
    ['a calling code that does not exist', '+999 12345678'],
  ])('a number that does not exist: %s', (_why, cell) => {
    expect(recognisePhone(cell, 'EE')).toEqual({ kind: 'invalid', e164: null, country: null })
  })
})

test('a cell of digits without end does not hold an import up', () => {
  const startedAt = performance.now()
  expect(recognisePhone('1 '.repeat(500_000), 'EE').kind).toBe('invalid')
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test('a national number belongs to the country of the clinic', () => {
  expect(recognisePhone('040 4578744', 'FI').e164).toBe('+358404578744')
  expect(recognisePhone('21234567', 'LV').e164).toBe('+37121234567')
  expect(recognisePhone('53098418', 'LV').kind).toBe('invalid')
})

test('an unknown default country still leaves numbers with a plus', () => {
  expect(recognisePhone('+37253098418', 'XX').kind).toBe('mobile')
  expect(recognisePhone('53098418', 'XX').kind).toBe('invalid')
})

test('the short cut says what libphonenumber says, for any digits', () => {
  const start = fc.constantFrom(
    '',
    '',
    '5',
    '53',
    '6',
    '8',
    '70',
    '372',
    '+372',
    '00372',
    '+371',
    '00371',
    '+370',
    '+47',
    '+358',
    '+',
  )
  const rest = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 2, maxLength: 11 })
  fc.assert(
    fc.property(start, rest, fc.constantFrom('EE', 'LV', 'FI'), (prefix, digits, country) => {
      const number = prefix + digits
      const oracle = parsePhoneNumberFromString(number, country as CountryCode)
      // A number of no country (+800 …) is nobody's and has no price.
      const type = oracle?.isValid() && oracle.country ? oracle.getType() : undefined
      const ours = recognisePhone(number, country)
      expect(ours.e164).toBe(type ? oracle?.number : null)
      expect(ours.kind === 'mobile').toBe(type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE')
    }),
    { numRuns: 4000 },
  )
})
