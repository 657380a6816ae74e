import { expect, test } from 'vitest'

import { CreateClinicInput } from '#lib/clinics/inputs.ts'

const CLINIC = {
  ...{ name: 'Kesklinn', phone: '600 1234', zone: 'Europe/Tallinn' },
  ...{ opensAt: '09:00', closesAt: '18:00', defaultLanguage: 'et' },
}

const mistakesOf = (form: object) => {
  const parsed = CreateClinicInput.safeParse({ ...CLINIC, ...form })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join('.'), message])
}

test('every wrong field of a clinic is told at once', () => {
  expect(mistakesOf({})).toEqual([])
  expect(mistakesOf({ name: ' ', phone: '6'.repeat(31), opensAt: '18:00', closesAt: '09:00' })).toEqual([
    ['name', 'required'],
    ['phone', 'too_long|max=30'],
    ['closesAt', 'from_after_to'],
  ])
  expect(mistakesOf({ phone: '6'.repeat(31), opensAt: 'nine' })).toEqual([
    ['phone', 'too_long|max=30'],
    ['opensAt', 'not_a_time'],
  ])
})

test.each([
  ['as it is dialled', '+372 600 1234', []],
  ['a short one', '1414', []],
  ['with an extension', '600 1234 (lisa 5)', []],
  ['none, where texts name none', '', []],
  ['a street in its field', 'Pärnu mnt 7', [['phone', 'not_a_phone']]],
])('the phone of a clinic: %s', (_why, phone, mistakes) => {
  expect(mistakesOf({ phone })).toEqual(mistakes)
})

test('rubbish that is no form is refused as such', () => {
  expect(CreateClinicInput.safeParse(null).success).toBe(false)
})
