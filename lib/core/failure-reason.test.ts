import { expect, test } from 'vitest'

import { failureReason, isMendable } from '#lib/core/failure-reason.ts'

test.each([
  ['a phone that was off', 'sms', 'undelivered', 'absent subscriber', 'unreachable'],
  ['a number nobody has', 'sms', 'undelivered', 'unknown subscriber', 'bad_number'],
  ['refused by the engine for its number', 'sms', 'rejected', 'bad_number', 'bad_number'],
  ['a full phone', 'sms', 'undelivered', 'handset memory full', 'full'],
  ['a sender name that is not registered', 'sms', 'rejected', 'bad_sender', 'bad_sender'],
  ['time ran out, whatever else is said', 'sms', 'expired', 'absent subscriber', 'expired'],
  ['nothing was said', 'sms', 'undelivered', null, 'other'],
  ['a code we do not know', 'sms', 'undelivered', 'err:255', 'other'],
  ['a full mailbox', 'email', 'undelivered', 'mailbox full', 'mailbox_full'],
  ['a full mailbox in numbers', 'email', 'undelivered', '5.2.2 552 over the limit', 'mailbox_full'],
  ['an address nobody has', 'email', 'undelivered', 'mailbox does not exist', 'bad_address'],
  ['SMTP says the same in numbers', 'email', 'rejected', '550 5.1.1 User unknown', 'bad_address'],
  ['refused by the engine for its address', 'email', 'rejected', 'bad_number', 'bad_address'],
  ['a mailbox that is closed', 'email', 'undelivered', 'mailbox switched off', 'mailbox_off'],
  ['a mail server that did not answer', 'email', 'undelivered', '5.4.1 no answer from host', 'server_away'],
  ['a mail server that takes no connection', 'email', 'undelivered', 'connection refused', 'server_away'],
  ['taken for spam', 'email', 'rejected', '550 5.7.1 message rejected as spam', 'mail_refused'],
  ['a letter whose time ran out', 'email', 'expired', '4.4.7', 'expired'],
  ['a mail server that says nothing', 'email', 'undelivered', null, 'mail_other'],
] as const)('%s', (_why, channel, status, detail, reason) => {
  expect(failureReason(channel, status, detail)).toBe(reason)
})

test('a clinic can mend a number and an address, not a phone that is off', () => {
  expect(isMendable('bad_number')).toBe(true)
  expect(isMendable('bad_address')).toBe(true)
  expect(isMendable('unreachable')).toBe(false)
})
