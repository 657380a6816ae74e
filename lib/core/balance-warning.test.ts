import { expect, test } from 'vitest'

import { balanceWarning } from '#lib/core/balance-warning.ts'

test.each([
  ['falls below its threshold', 'fine', 'low', 'balance-low'],
  ['falls through it into debt', 'fine', 'owing', 'balance-owing'],
  ['is low, and then owes', 'low', 'owing', 'balance-owing'],
  ['pays its debt and is still low: it knows', 'owing', 'low', null],
  ['has never had more', null, 'low', null],
  ['is seen first when it owes', null, 'owing', 'balance-owing'],
  ['has risen', 'low', 'fine', null],
  ['has paid its debt and more', 'owing', 'fine', null],
] as const)('a chain that %s', (_why, previous, level, letter) => {
  expect(balanceWarning({ level, previous })).toBe(letter)
})
