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

test('rubbish that is no form is refused as such', () => {
  expect(CreateClinicInput.safeParse(null).success).toBe(false)
})
