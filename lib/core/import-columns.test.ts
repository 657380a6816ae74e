import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { IMPORT_FIELDS, isDebtHeading, missingFields, recogniseColumns } from '#lib/core/import-columns.ts'

describe('recogniseColumns', () => {
  test('the export that a chain brings on its first day', () => {
    const headings =
      '\ufeffKood;Eesnimi;Perenimi;Sünniaeg;Sugu;Telefon;E-post;Suhtluskeel;Elukohariik;Kliinik;Saldo;Märkus;Turundusnõusolek'
    expect(recogniseColumns('patients', headings.split(';'))).toEqual({
      mapping: {
        code: 0,
        firstName: 1,
        lastName: 2,
        birthDate: 3,
        gender: 4,
        phone: 5,
        email: 6,
        language: 7,
        country: 8,
        clinic: 9,
        balance: 10,
        note: 11,
        marketingConsent: 12,
      },
      missing: [],
      unrecognised: [],
    })
  })

  test('its appointments', () => {
    const headings = 'Visiidi kood;Patsiendi kood;Kliinik;Aeg;Kestus min;Arst;Kabinet;Staatus'
    expect(recogniseColumns('appointments', headings.split(';'))).toEqual({
      mapping: { code: 0, patientCode: 1, clinic: 2, startsAt: 3, duration: 4, doctor: 5, office: 6, status: 7 },
      missing: [],
      unrecognised: [],
    })
  })

  test('the same in Russian', () => {
    const headings =
      'Код пациента;Имя;Фамилия;Дата рождения;Пол;Телефон;Эл. почта;Язык общения;Страна;Клиника;Баланс;Примечание;Согласие на рекламу'
    const { mapping, missing } = recogniseColumns('patients', headings.split(';'))
    expect(missing).toEqual([])
    expect(Object.keys(mapping)).toHaveLength(13)
  })

  test('the same in English, as a program spells it, in another order', () => {
    const headings = [
      'clinic_name',
      'PatientID',
      'LAST NAME',
      'firstName',
      'Date-of-Birth',
      'mobile phone',
      'E-mail Address',
    ]
    expect(recogniseColumns('patients', headings).mapping).toEqual({
      clinic: 0,
      code: 1,
      lastName: 2,
      firstName: 3,
      birthDate: 4,
      phone: 5,
      email: 6,
    })
  })

  test('capitals, missing diacritics, units and hints in brackets make no difference', () => {
    const headings = [
      'KOOD',
      'eesnimi ',
      'PERENIMI',
      'Sunniaeg (pp.kk.aaaa)',
      'Kliinik',
      'Saldo, EUR',
      'TURUNDUSNOUSOLEK',
    ]
    expect(recogniseColumns('patients', headings).unrecognised).toEqual([])
  })

  test('of two telephones the mobile one is taken', () => {
    const { mapping, unrecognised } = recogniseColumns('patients', ['Kood', 'Telefon', 'Mobiil', 'Nimi', 'Kliinik'])
    expect(mapping.phone).toBe(2)
    expect(unrecognised).toEqual([1])
  })

  test('in a file of appointments *Patsient* is the patient, in a file of patients the name', () => {
    expect(recogniseColumns('appointments', ['Kood', 'Patsient']).mapping).toEqual({ code: 0, patientCode: 1 })
    expect(recogniseColumns('patients', ['Kood', 'Patsient']).mapping).toEqual({ code: 0, fullName: 1 })
  })

  test.each([
    ['one column for both', ['Aeg'], { startsAt: 0 }],
    ['one column that is called a day', ['Kuupäev'], { startsAt: 0 }],
    ['a day and a clock', ['Kuupäev', 'Kellaaeg'], { date: 0, time: 1 }],
    ['a day and a time', ['Kuupäev', 'Aeg'], { date: 0, time: 1 }],
    ['the same in Russian', ['Время', 'Дата'], { time: 0, date: 1 }],
    ['the same in English', ['Date', 'Start time'], { date: 0, time: 1 }],
  ])('the time of an appointment: %s', (_why, headings, mapping) => {
    const found = recogniseColumns('appointments', headings)
    expect(found.mapping).toEqual(mapping)
    expect(found.missing).not.toContain('startsAt')
  })

  test('what no row can do without is named', () => {
    expect(recogniseColumns('patients', ['Eesnimi', 'Tuju']).missing).toEqual(['code', 'lastName', 'clinic'])
    expect(recogniseColumns('patients', ['Eesnimi', 'Tuju']).unrecognised).toEqual([1])
    expect(recogniseColumns('appointments', []).missing).toEqual([
      'code',
      'patientCode',
      'clinic',
      'startsAt',
      'status',
    ])
  })

  test('no heading stands for two fields of a file', () => {
    for (const kind of ['patients', 'appointments'] as const) {
      const everything = ['Kood', 'Kood', 'Nimi', 'Nr', 'Patsient', 'Patsiendi kood', 'Aeg', 'Kuupäev', 'Keel', 'Id']
      const columns = Object.values(recogniseColumns(kind, everything).mapping)
      expect(new Set(columns).size).toBe(columns.length)
    }
  })
})

test('a full name stands for first and last name, also when chosen by hand', () => {
  expect(missingFields('patients', { code: 0, clinic: 1 })).toEqual(['firstName', 'lastName'])
  expect(missingFields('patients', { code: 0, clinic: 1, fullName: 2 })).toEqual([])
})

test('a form offers every field', () => {
  expect(IMPORT_FIELDS.patients).toHaveLength(15)
  expect(IMPORT_FIELDS.appointments).toHaveLength(10)
})

test.each([
  ['Võlg', true],
  ['Võlgnevus (EUR)', true],
  ['задолженность', true],
  ['Amount due', true],
  ['Saldo', false],
  ['Счёт', false],
  ['', false],
])('a column called “%s” holds debts: %s', (heading, isDebt) => {
  expect(isDebtHeading(heading)).toBe(isDebt)
})

// The list of patients that the portal itself gives out, in each locale; its headings are in messages/<locale>/patients.json.
describe.each(['et', 'en', 'ru'])('our own export (%s)', (locale) => {
  test('can be imported again as it is', () => {
    const { columns } = JSON.parse(readFileSync(`messages/${locale}/patients.json`, 'utf8'))
    const fields = {
      ...{
        code: 'code',
        firstName: 'firstName',
        lastName: 'lastName',
        born: 'birthDate',
        phone: 'phone',
        email: 'email',
      },
      ...{ language: 'language', clinic: 'clinic', balance: 'balance', deceased: 'deceased' },
    }
    const headings = Object.keys(fields).map((name) => columns[name])
    const { mapping } = recogniseColumns('patients', headings)
    expect(mapping).toEqual(Object.fromEntries(Object.values(fields).map((field, column) => [field, column])))
  })
})
