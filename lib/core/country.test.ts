import { describe, expect, test } from 'vitest'

import { COUNTRY_CODES, isCountryCode, recogniseCountry } from '#lib/core/country.ts'

describe('recogniseCountry', () => {
  test.each([
    [
      'EE',
      [
        'EE',
        'ee',
        'EST',
        'Eesti',
        'eesti',
        'EESTI ',
        'Estonia',
        'Эстония',
        'Eesti Vabariik',
        'Viro',
        'Tallinn, Eesti',
        'Eesti (EE)',
      ],
    ],
    ['FI', ['FI', 'FIN', 'Soome', 'Finland', 'Suomi', 'Финляндия']],
    ['RU', ['RU', 'RUS', 'Venemaa', 'Russia', 'Россия', 'Vene Föderatsioon', 'РФ']],
    ['LV', ['LV', 'LVA', 'LAT', 'Läti', 'lati', 'Latvija', 'Латвия']],
    ['SE', ['SE', 'SWE', 'Rootsi', 'Sweden', 'Sverige', 'Швеция']],
    ['DE', ['DE', 'DEU', 'GER', 'Saksamaa', 'Germany', 'Deutschland', 'Германия']],
    ['UA', ['UA', 'UKR', 'Ukraina', 'Україна', 'Украина']],
    ['GB', ['GB', 'UK', 'Suurbritannia', 'Inglismaa', 'United Kingdom', 'Великобритания']],
    ['US', ['US', 'USA', 'Ameerika Ühendriigid', 'США']],
    ['TR', ['Türgi', 'Turkey', 'Türkiye', 'Турция']],
  ])('%s, as it is typed', (code, cells) => {
    expect(cells.map((cell) => [cell, recogniseCountry(cell)])).toEqual(cells.map((cell) => [cell, code]))
  })

  test.each([
    ['empty', ''],
    ['nothing at all', undefined],
    ['a dash', '-'],
    ['other', 'muu'],
    ['not a code', 'XX'],
    ['a language, not a country', 'EN'],
    ['a town alone', 'Tallinn'],
    ['two countries', 'Eesti/Soome'],
  ])('no country: %s', (_why, cell) => {
    expect(recogniseCountry(cell)).toBeNull()
  })

  test('knows every country by its names in all three locales', () => {
    for (const locale of ['et', 'ru', 'en']) {
      const names = new Intl.DisplayNames([locale], { type: 'region' })
      for (const code of COUNTRY_CODES)
        expect([names.of(code), recogniseCountry(names.of(code))]).toEqual([names.of(code), code])
    }
  })
})

test('the table is all of ISO 3166-1, each code once', () => {
  expect(new Set(COUNTRY_CODES).size).toBe(249)
  expect(isCountryCode('EE')).toBe(true)
  expect(isCountryCode('ee')).toBe(false)
  expect(isCountryCode('XK')).toBe(false)
})
