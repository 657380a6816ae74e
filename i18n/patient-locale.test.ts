import { expect, test } from 'vitest'

import { patientLocale } from '#i18n/patient-locale.ts'

test.each([
  ['the language of the text', 'ru', 'et', 'ru'],
  ['no strings in Finnish: the chain speaks Russian at home', 'fi', 'ru', 'ru'],
  ['the text is not known', null, 'en', 'en'],
  ['neither has strings', 'fi', 'lv', 'et'],
])('%s', (_why, textLanguage, chainLanguage, locale) => {
  expect(patientLocale(textLanguage, chainLanguage)).toBe(locale)
})
