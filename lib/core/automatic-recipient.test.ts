import { describe, expect, test } from 'vitest'

import type { PersonFacts, RecipientTerms } from '#lib/core/automatic-recipient.ts'
import { recipientOf } from '#lib/core/automatic-recipient.ts'

const MARI: PersonFacts = {
  deceased: false,
  language: 'et',
  phone: '+37255512345',
  phoneKind: 'mobile',
  phoneCountry: 'EE',
  email: 'mari@example.ee',
  refused: false,
}
const SMS: RecipientTerms = {
  channel: 'sms',
  languages: ['et', 'ru', 'en'],
  written: ['et', 'ru'],
  noLanguageAs: null,
  prices: [{ country: 'EE', priceMicro: 45_000 }],
}

describe('who gets it', () => {
  test.each<[string, Partial<PersonFacts>, Partial<RecipientTerms>, object]>([
    ['by SMS', {}, {}, { address: '+37255512345', country: 'EE', language: 'et', priceMicro: 45_000 }],
    [
      'by e-mail, which has no country',
      { phone: null, phoneKind: 'none' },
      { channel: 'email', prices: [{ country: '*', priceMicro: 0 }] },
      { address: 'mari@example.ee', country: null, priceMicro: 0 },
    ],
    ['without a language, in the one the rule names', { language: null }, { noLanguageAs: 'ru' }, { language: 'ru' }],
    [
      'with a language that the chain does not write in, likewise',
      { language: 'fi' },
      { noLanguageAs: 'et' },
      { language: 'et' },
    ],
    [
      'from a country with no line of its own',
      { phoneCountry: 'FI' },
      { prices: [{ country: '*', priceMicro: 90_000 }] },
      { country: 'FI', priceMicro: 90_000 },
    ],
  ])('%s', (_why, person, terms, expected) => {
    expect(recipientOf({ ...MARI, ...person }, { ...SMS, ...terms })).toMatchObject(expected)
  })
})

test.each<[string, Partial<PersonFacts>, Partial<RecipientTerms>]>([
  ['deceased', { deceased: true, refused: true }, {}],
  ['language_unknown', { language: null }, {}],
  ['language_unknown', { language: 'fi' }, {}],
  ['language_blank', { language: 'en' }, {}],
  ['language_blank', { language: null }, { noLanguageAs: 'en' }],
  ['no_number', { phone: null, phoneKind: 'none' }, {}],
  ['landline', { phoneKind: 'landline' }, {}],
  ['invalid_number', { phone: null, phoneKind: 'invalid' }, {}],
  ['no_address', { email: null }, { channel: 'email', prices: [{ country: '*', priceMicro: 0 }] }],
  ['no_price', { phoneCountry: 'RU' }, {}],
  ['opted_out', { refused: true }, {}],
])('left out: %s %j', (reason, person, terms) => {
  expect(recipientOf({ ...MARI, ...person }, { ...SMS, ...terms })).toEqual({ reason })
})
