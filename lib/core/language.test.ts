import { describe, expect, test } from 'vitest'

import { COMMON_LANGUAGES, isLanguageCode, recogniseLanguage } from '#lib/core/language.ts'

describe('recogniseLanguage', () => {
  test.each([
    [
      'et',
      [
        'et',
        'ET',
        'EST',
        'est.',
        'eesti',
        'Eesti keel',
        'EESTI  KEEL ',
        'eesti k.',
        'eestikeelne',
        'estonian',
        'эстонский',
        'эст.',
        'et-EE',
        'EE',
      ],
    ],
    [
      'ru',
      [
        'ru',
        'RUS',
        'vene',
        'vene keel',
        'VEN',
        'Русский',
        'русский язык',
        'по-русски',
        'на русском',
        'русскоязычный',
        'Russian',
        'рус.',
      ],
    ],
    ['en', ['en', 'ENG', 'inglise', 'Inglise keel', 'English', 'английский', 'англ. яз.', 'en_GB', 'ing']],
    ['fi', ['fi', 'FIN', 'soome', 'Soome keel', 'suomi', 'Finnish', 'финский']],
    ['lv', ['lv', 'LAT', 'läti', 'lati', 'latviešu', 'Latvian', 'латышский']],
    ['uk', ['uk', 'UKR', 'ukraina', 'українська', 'украинский', 'Ukrainian', 'UA']],
    ['de', ['de', 'GER', 'DEU', 'saksa', 'Deutsch', 'немецкий']],
    ['pt', ['POR', 'portugali', 'português']],
  ])('%s, as it is typed', (code, cells) => {
    expect(cells.map((cell) => [cell, recogniseLanguage(cell)])).toEqual(cells.map((cell) => [cell, code]))
  })

  test.each([
    ['empty', ''],
    ['nothing at all', null],
    ['a question mark', '?'],
    ['not a code', 'xx'],
    ['*other* is no language, though ISO 639-3 has a muu', 'muu'],
    ['another language, but which', 'muu keel'],
    ['the word *language* alone', 'keel'],
    ['a name that ICU gives to und', 'Unknown language'],
    ['Sami or Swedish', 'SE'],
    ['a no', 'ei'],
    ['a three-letter word that ISO 639-3 has (Skolt Sami)', 'sms'],
  ])('no language: %s', (_why, cell) => {
    expect(recogniseLanguage(cell)).toBeNull()
  })

  test.each([
    ['eesti/vene', 'et'],
    ['vene, eesti', 'ru'],
    ['Estonian (et)', 'et'],
    ['inglise ja vene', 'en'],
    ['muu, eesti', null],
  ])('of several the first counts: %s', (cell, code) => {
    expect(recogniseLanguage(cell)).toBe(code)
  })

  test('knows the languages that are offered by their names in all three locales and their own', () => {
    for (const code of COMMON_LANGUAGES) {
      for (const locale of ['et', 'ru', 'en', code]) {
        const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? ''
        expect([name, recogniseLanguage(name.toUpperCase())]).toEqual([name, code])
      }
    }
  })
})

test.each([
  ['et', true],
  ['vro', true],
  ['est', false],
  ['EN', false],
  ['und', false],
  ['zzz', false],
  ['', false],
  ['constructor', false],
])('isLanguageCode: %s is %s', (code, expected) => {
  expect(isLanguageCode(code)).toBe(expected)
})
