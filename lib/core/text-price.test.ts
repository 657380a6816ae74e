import { expect, test } from 'vitest'

import { textPriceMicro } from '#lib/core/text-price.ts'

const TARIFFS = [
  { channel: 'sms', country: 'EE', priceMicro: 45_000 },
  { channel: 'sms', country: '*', priceMicro: 90_000 },
]

test.each([
  ['an SMS costs by its parts', { channel: 'sms', country: 'EE', segments: 3 }, TARIFFS, 135_000],
  [
    'a country without a line of its own costs what the others do',
    { channel: 'sms', country: 'DE', segments: 1 },
    TARIFFS,
    90_000,
  ],
  ['so does a number whose country nobody knows', { channel: 'sms', country: null, segments: 1 }, TARIFFS, 90_000],
  [
    'without such a line nobody knows the price',
    { channel: 'sms', country: 'DE', segments: 1 },
    TARIFFS.slice(0, 1),
    null,
  ],
  ['e-mail is free unless the list says otherwise', { channel: 'email', country: null, segments: 0 }, TARIFFS, 0],
  [
    'and has no parts',
    { channel: 'email', country: null, segments: 0 },
    [{ channel: 'email', country: '*', priceMicro: 2_000 }],
    2_000,
  ],
] as const)('%s', (_why, text, tariffs, price) => {
  expect(textPriceMicro(tariffs, text)).toBe(price)
})
