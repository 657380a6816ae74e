import { expect, test } from 'vitest'

import { localeFromHeader } from '#i18n/locales.ts'

test.each([
  ['no header: the country speaks Estonian', null, 'et'],
  ['the first known language wins', 'ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['a language without strings is passed over', 'fi-FI,fi;q=0.9,en;q=0.5', 'en'],
  ['order is by quality, not by place', 'en;q=0.3,ru;q=0.9', 'ru'],
  ['a quality of 0 is a refusal', 'en;q=0,ru;q=0.1', 'ru'],
  ['nothing known', 'fi,sv', 'et'],
  ['rubbish does not throw', ';;q=,,', 'et'],
])('%s', (_why, header, locale) => {
  expect(localeFromHeader(header)).toBe(locale)
})
