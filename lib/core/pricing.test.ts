import { describe, expect, test } from 'vitest'

import type { Tariff } from '#lib/core/pricing.ts'
import { costMicro, priceOf } from '#lib/core/pricing.ts'

const line = (country: string, priceMicro: number, validFrom: string, channel: Tariff['channel'] = 'sms'): Tariff => ({
  channel,
  country,
  priceMicro,
  validFrom: new Date(validFrom),
})

describe('priceOf', () => {
  // Not in order of time, as no list has to be.
  const tariffs = [
    line('EE', 45_000, '2026-07-01T00:00:00Z'),
    line('EE', 40_000, '2026-01-01T00:00:00Z'),
    line('EE', 50_000, '2027-01-01T00:00:00Z'),
    line('FI', 68_000, '2026-01-01T00:00:00Z'),
    line('EE', 100, '2026-01-01T00:00:00Z', 'email'),
  ]
  const price = (country: string, at: string, channel: Tariff['channel'] = 'sms') =>
    priceOf(tariffs, { channel, country, at: new Date(at) })?.priceMicro ?? null

  test.each([
    ['before the first line there is no price', 'EE', '2025-12-31T23:59:59Z', null],
    ['a line holds from its very instant', 'EE', '2026-01-01T00:00:00Z', 40_000],
    ['until the next one', 'EE', '2026-06-30T23:59:59Z', 40_000],
    ['the next one', 'EE', '2026-11-23T08:00:00Z', 45_000],
    ['what is announced does not hold yet', 'EE', '2026-12-31T23:59:59Z', 45_000],
    ['another country has its own', 'FI', '2026-11-23T08:00:00Z', 68_000],
    ['a country that is not listed has none', 'US', '2026-11-23T08:00:00Z', null],
  ])('%s', (_why, country, at, expected) => {
    expect(price(country, at)).toBe(expected)
  })

  test('e-mail has lines of its own', () => {
    expect(price('EE', '2026-11-23T08:00:00Z', 'email')).toBe(100)
  })
})

test('a text costs its segments, to the micro-euro', () => {
  expect(costMicro(3, 45_000)).toBe(135_000)
  expect(costMicro(0, 45_000)).toBe(0)
})

test.each([
  ['half a segment', 0.5, 45_000],
  ['fewer than none', -1, 45_000],
  ['a price below nothing', 1, -1],
  ['no number', Number.NaN, 45_000],
])('costMicro refuses %s', (_why, segments, price) => {
  expect(() => costMicro(segments, price)).toThrow(RangeError)
})
