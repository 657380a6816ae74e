import { describe, expect, test } from 'vitest'

import { formatMoney, formatPercent, formatWhole } from '#lib/core/number-format.ts'

// \u00a0 is written out: a plain space would let a line break fall inside a figure.
describe('figures on screens', () => {
  test.each([
    ['four digits are grouped too', 4812, '4\u00a0812'],
    ['small numbers stay as they are', 203, '203'],
    ['minus is a minus, not a hyphen', -24, '\u221224'],
    ['nothing is 0, never −0', -0.2, '0'],
  ])('%s', (_why, value, shown) => {
    expect(formatWhole(value)).toBe(shown)
  })

  test.each([
    ['a sum', 1_214_200_000, 2, '1\u00a0214,20\u00a0€'],
    ['what one text cost', 45_000, 3, '0,045\u00a0€'],
    ['the price of a segment', 45_000, 4, '0,0450\u00a0€'],
    ['money going out', -340_560_000, 2, '\u2212340,56\u00a0€'],
    ['half a cent rounds away from zero', 5_000, 2, '0,01\u00a0€'],
    ['nothing', 0, 2, '0,00\u00a0€'],
  ] as const)('%s', (_why, micro, decimals, shown) => {
    expect(formatMoney(micro, decimals)).toBe(shown)
  })

  test('the percent sign stands apart in Russian only', () => {
    expect(formatPercent(0.978, 'et')).toBe('97,8%')
    expect(formatPercent(0.978, 'en')).toBe('97,8%')
    expect(formatPercent(0.978, 'ru')).toBe('97,8\u00a0%')
  })
})
