import { expect, test } from 'vitest'

import { findCanaries, readableAddress } from '#tests/canary.ts'

const MARI = { firstName: 'Mari-Liis', lastName: 'Õunapuu', phone: '+37253111222', email: 'mari.ounapuu@example.ee' }

test.each([
  ['a name', '{"msg":"cannot write to Mari-Liis Õunapuu"}'],
  ['a name the other way round', 'Õunapuu, Mari-Liis'],
  ['a name in capitals', 'MARI-LIIS ÕUNAPUU'],
  ['a number', 'rejected: 37253111222'],
  ['a number as people write it', 'to +372 5311 1222.'],
  ['an address', '<Mari.Ounapuu@example.ee>'],
  ['a name in a link', readableAddress('/patients?name=Mari-Liis+%C3%95unapuu')],
])('finds %s', (_what, text) => {
  expect(findCanaries(text, [MARI])).not.toEqual([])
})

test.each([
  ['a first name alone', 'Mari-Liis'],
  ['somebody else of that name', 'Mari-Liis Tamm'],
  ['an id', '/patients/01a202cd-d466-7542-a6e2-2ae48f3250c3'],
  ['an instant', '2026-11-22T10:56:06.587Z'],
  ['what was typed into a search', readableAddress('/patients?q=Mari-Liis+%C3%95unapuu&clinic=1')],
])('lets be %s', (_what, text) => {
  expect(findCanaries(text, [MARI])).toEqual([])
})
