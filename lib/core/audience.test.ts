import { describe, expect, test } from 'vitest'

import { Audience, EVERYONE, isEveryone } from '#lib/core/audience.ts'

const CLINIC = '0190a6b0-5b3e-7c3a-9c55-2f0f5d7a1c11'

describe('Audience', () => {
  test('a filter that says nothing is everyone', () => {
    expect(Audience.parse({})).toEqual(EVERYONE)
    expect(isEveryone(Audience.parse({ gender: 'female' }))).toBe(false)
    expect(isEveryone(Audience.parse({ visit: { kind: 'any' } }))).toBe(true)
  })

  test('equal filters are equal as JSON, whatever the order they were written in', () => {
    const one = Audience.parse({ gender: 'male', ageFrom: 18, debt: { overEuros: 5, kind: 'debtors' } })
    const other = Audience.parse({ debt: { kind: 'debtors', overEuros: 5 }, ageFrom: 18, gender: 'male' })
    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
  })

  test('a full filter survives being stored', () => {
    const filter = Audience.parse({
      clinicIds: [CLINIC],
      ageFrom: 0,
      ageTo: 130,
      gender: 'female',
      countries: ['EE', 'FI'],
      languages: ['et', 'none'],
      visit: { kind: 'had_none', from: '2026-01-01', to: '2026-01-01' },
      noFutureAppointment: true,
      debt: { kind: 'debtors', overEuros: 12.5 },
      notMessagedDays: 30,
    })
    expect(Audience.parse(JSON.parse(JSON.stringify(filter)))).toEqual(filter)
  })

  test.each([
    ['nobody is 131', { ageTo: 131 }, 'ageTo', 'age_out_of_range'],
    ['or minus one', { ageFrom: -1 }, 'ageFrom', 'age_out_of_range'],
    ['an age is a whole number', { ageFrom: 17.5 }, 'ageFrom', 'age_out_of_range'],
    ['from is not after to', { ageFrom: 40, ageTo: 39 }, 'ageTo', 'ages_reversed'],
    ['31 February', { visit: { kind: 'had', from: '2026-02-31' } }, 'visit.from', 'not_a_date'],
    ['a year that there was not', { visit: { kind: 'had', from: '0000-01-01' } }, 'visit.from', 'not_a_date'],
    ['dates the wrong way round', { visit: { from: '2026-02-02', to: '2026-02-01' } }, 'visit.to', 'dates_reversed'],
    ['a debt below nothing', { debt: { kind: 'debtors', overEuros: -1 } }, 'debt.overEuros', 'amount_out_of_range'],
    ['messaged within the last no days', { notMessagedDays: 0 }, 'notMessagedDays', 'days_out_of_range'],
    ['or longer ago than a year', { notMessagedDays: 366 }, 'notMessagedDays', 'days_out_of_range'],
    ['a country in small letters', { countries: ['ee'] }, 'countries.0', 'country_unknown'],
    ['a language by name', { languages: ['eesti'] }, 'languages.0', 'language_unknown'],
    ['a clinic that is no id', { clinicIds: ['Tallinn'] }, 'clinicIds.0', 'invalid'],
    ['a gender not offered', { gender: 'x' }, 'gender', 'invalid'],
  ])('%s', (_why, filter, path, code) => {
    const { error } = Audience.safeParse(filter)
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, code]])
  })
})
