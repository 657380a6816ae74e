import { expect, test } from 'vitest'

import { failureReason, isMendable } from '#lib/core/failure-reason.ts'

test.each([
  ['a phone that was off', 'undelivered', 'absent subscriber', 'unreachable'],
  ['a number nobody has', 'undelivered', 'unknown subscriber', 'bad_number'],
  ['refused by the engine for its number', 'rejected', 'bad_number', 'bad_number'],
  ['a full phone', 'undelivered', 'handset memory full', 'full'],
  ['a full mailbox', 'undelivered', 'mailbox full', 'full'],
  ['an address nobody has', 'undelivered', 'mailbox does not exist', 'bad_address'],
  ['SMTP says the same in numbers', 'rejected', '550 5.1.1 User unknown', 'bad_address'],
  ['a sender name that is not registered', 'rejected', 'bad_sender', 'bad_sender'],
  ['time ran out, whatever else is said', 'expired', 'absent subscriber', 'expired'],
  ['nothing was said', 'undelivered', null, 'other'],
  ['a code we do not know', 'undelivered', 'err:255', 'other'],
] as const)('%s', (_why, status, detail, reason) => {
  expect(failureReason(status, detail)).toBe(reason)
})

test('a clinic can mend a number and an address, not a phone that is off', () => {
  expect(isMendable('bad_number')).toBe(true)
  expect(isMendable('bad_address')).toBe(true)
  expect(isMendable('unreachable')).toBe(false)
})
