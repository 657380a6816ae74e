import { expect, test } from 'vitest'

import type { SenderNames } from '#lib/core/sender-in-force.ts'
import { COUNTRIES_WITH_REGISTER, SERVICE_SENDER, senderInForce } from '#lib/core/sender-in-force.ts'
import { senderNameFault } from '#lib/core/sender-name.ts'

const NAMES: SenderNames = {
  EE: { name: 'Sinilille', status: 'registered' },
  FI: { name: 'SinililleFI', status: 'registered' },
  LV: { name: 'Sinilille', status: 'refused' },
  UA: { name: 'Sinilille', status: 'requested' },
  LT: { name: 'SiniLT', status: 'requested' },
}

test.each([
  ['registered at home', 'EE', 'Sinilille'],
  ['registered under another name', 'FI', 'SinililleFI'],
  ['refused: never that name', 'LV', SERVICE_SENDER],
  ['asked for where a register is kept: not yet', 'UA', SERVICE_SENDER],
  ['never asked for where a register is kept', 'RU', SERVICE_SENDER],
  ['asked for where none is kept: the chain’s own meanwhile', 'LT', 'Hambaravi'],
  ['never asked for where none is kept', 'SE', 'Hambaravi'],
  ['an e-mail', null, 'Hambaravi'],
])('the sender of a text to a number of a country, %s', (_why, country, sender) => {
  expect(senderInForce('Hambaravi', NAMES, country)).toBe(sender)
})

test('the service’s own name is one that can be carried', () => {
  expect(senderNameFault(SERVICE_SENDER)).toBeNull()
  expect(COUNTRIES_WITH_REGISTER).not.toContain('EE')
})
