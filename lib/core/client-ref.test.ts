import fc from 'fast-check'
import { expect, test } from 'vitest'

import { clientRefOf, parseClientRef } from '#lib/core/client-ref.ts'

const KEY = {
  chainId: '0199f3a0-7c11-7000-8000-00000000abcd',
  month: '2026-11-01',
  deliveryId: '0199f3a0-7c11-7fff-bfff-ffffffffffff',
}

test('a delivery is found again by its reference, whatever its ids', () => {
  const months = fc.integer({ min: 1, max: 12 }).map((month) => `2026-${String(month).padStart(2, '0')}-01`)
  fc.assert(
    fc.property(fc.uuid(), months, fc.uuid(), (chainId, month, deliveryId) => {
      expect(parseClientRef(clientRefOf({ chainId, month, deliveryId }))).toEqual({ chainId, month, deliveryId })
    }),
  )
})

test('it fits the local part of an e-mail address and survives a server that changes case', () => {
  const ref = clientRefOf(KEY)
  expect(ref).toMatch(/^[0-9a-z]{60}$/)
  expect(parseClientRef(ref.toUpperCase())).toEqual(KEY)
})

test.each([
  ['nothing', ''],
  ['a word', 'spring-offer'],
  ['a month that does not exist', `2613${'0'.repeat(56)}`],
  ['one character short', clientRefOf(KEY).slice(1)],
  ['more than 128 bits', `2611${'z'.repeat(56)}`],
])('%s is no reference of ours', (_why, text) => {
  expect(parseClientRef(text)).toBeNull()
})
