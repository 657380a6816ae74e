import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'

import type { HookRequest } from '#lib/providers/hooks.ts'
import { hmacSha256 } from '#lib/providers/http/hook-secrets.ts'
import { messenteHooks } from '#lib/providers/messente/hooks.ts'
import type { MessenteTransport } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { signed } from '#tests/messente-fake.ts'

const ACCOUNT = parseTransport('messentes://clinic:hush@api.messente.com?hook-secret=of-replies') as MessenteTransport

function posted(path: string, { body, headers = {} }: { body: string; headers?: Record<string, string> }): HookRequest {
  return { method: 'POST', path, search: '', headers, body: Buffer.from(body), remoteAddress: '5.9.48.210' }
}

const receipt = (changes: object = {}) =>
  JSON.stringify({ status: 'DELIVRD', err: 0, message_id: 'fr593', to: '+3725555555', channel: 'sms', ...changes })
const reply = (changes: object = {}) =>
  JSON.stringify({
    msg_id: '1f51',
    recipient: '1234',
    time: '2026-11-22T14:51:13Z',
    text: 'Õige',
    sender: '+3725555555',
    ...changes,
  })

describe('whose request it is', () => {
  test.each([
    ['a receipt under the password', '/receipt/2611abc', signed(receipt(), 'hush'), true],
    ['a receipt under the secret of replies', '/receipt/2611abc', signed(receipt(), 'of-replies'), false],
    ['a receipt under another password', '/receipt/2611abc', signed(receipt(), 'loud'), false],
    [
      'a receipt that was changed',
      '/receipt/2611abc',
      { ...signed(receipt(), 'hush'), body: receipt({ err: 1 }) },
      false,
    ],
    ['a receipt without a signature', '/receipt/2611abc', { body: receipt() }, false],
    ['half a signature', '/receipt/2611abc', { body: receipt(), headers: { 'x-messente-signature': 'abcd' } }, false],
    ['a reply under the secret', '/reply', signed(reply(), 'of-replies'), true],
    ['a reply under the password', '/reply', signed(reply(), 'hush'), false],
  ])('%s', (_why, path, post, is) => {
    expect(messenteHooks.isAuthentic(posted(path, post), ACCOUNT)).toBe(is)
  })

  test('without a secret no reply is believed, not even one signed with nothing', () => {
    expect(messenteHooks.isAuthentic(posted('/reply', signed(reply(), '')), { ...ACCOUNT, hookSecret: null })).toBe(
      false,
    )
  })

  test('an account with addresses asks for them too', () => {
    const request = posted('/receipt/2611abc', signed(receipt(), 'hush'))
    expect(messenteHooks.isAuthentic(request, { ...ACCOUNT, hookAddresses: ['5.9.48.210'] })).toBe(true)
    expect(messenteHooks.isAuthentic(request, { ...ACCOUNT, hookAddresses: ['5.9.48.211'] })).toBe(false)
  })
})

describe('receipts', () => {
  const receiptOf = (changes: object) =>
    messenteHooks.read(posted('/receipt/2611abc', { body: receipt(changes) }))?.receipts[0]

  test.each([
    ['ACK', 0, 'accepted'],
    ['ACCEPTD', 0, 'accepted'],
    [null, null, 'accepted'],
    ['DELIVRD', 0, 'delivered'],
    ['SEEN', 10, 'delivered'],
    ['UNDELIV', 1, 'undelivered'],
    ['UNDELIV', 2, 'expired'],
    ['FAILED', 1, 'undelivered'],
    ['DELETED', 1, 'undelivered'],
    ['NACK', 9, 'undelivered'],
    ['EXPIRED', 2, 'expired'],
    ['REJECTD', 7, 'rejected'],
    ['UNKNOWN', null, 'unknown'],
    ['delivrd', 0, 'delivered'],
  ])('%s with err %s is %s', (status, err, becomes) => {
    expect(receiptOf({ status, err })).toMatchObject({ ref: 'fr593', clientRef: '2611abc', status: becomes })
  })

  test('why, in words that the screens know', () => {
    expect(receiptOf({ status: 'UNDELIV', err: 3 })?.detail).toBe('UNDELIV, invalid number')
    expect(receiptOf({ status: 'REJECTD', err: 7 })?.detail).toBe('REJECTD, sender not allowed')
  })

  test('its times are UTC without saying so', () => {
    expect(receiptOf({ timestamp: '2020-02-04T08:09:42.389630' })?.reportedAt).toEqual(
      new Date('2020-02-04T08:09:42.389Z'),
    )
    for (const timestamp of ['yesterday', '0000-01-01T00:00', '2026-13-45T00:00', 7]) {
      expect(receiptOf({ timestamp })).not.toHaveProperty('reportedAt')
    }
  })

  test.each([
    ['no message', { message_id: undefined }],
    ['a message that is a number', { message_id: 7 }],
    ['a status that is none', { status: 'LOST' }],
    ['a name longer than any', { message_id: 'x'.repeat(500) }],
  ])('%s cannot be read', (_why, changes) => {
    expect(receiptOf(changes)).toBeUndefined()
  })

  test.each([
    ['no JSON', '/receipt/2611abc', '<html>'],
    ['a list', '/receipt/2611abc', '[]'],
    ['half a document', '/receipt/2611abc', '{"status":'],
    ['no reference in the address', '/receipt/', receipt()],
    ['another address', '/', receipt()],
    ['a way out of the folder', '/receipt/../reply', receipt()],
  ])('%s cannot be read', (_why, path, body) => {
    expect(messenteHooks.read(posted(path, { body }))).toBeNull()
  })
})

test('a reply', () => {
  expect(messenteHooks.read(posted('/reply', { body: reply() }))?.replies).toMatchObject([
    { id: '1f51', from: '+3725555555', to: '1234', text: 'Õige', receivedAt: new Date('2026-11-22T14:51:13Z') },
  ])
  expect(messenteHooks.read(posted('/reply', { body: reply({ text: 7 }) }))).toBeNull()
  expect(messenteHooks.read(posted('/reply', { body: reply({ msg_id: '' }) }))).toBeNull()
})

test.each([
  ['short', 'hush', ''],
  ['as long as a block', 'k'.repeat(64), 'Õige'],
  ['longer than a block', 'k'.repeat(65), 'x'.repeat(1000)],
  ['not ASCII', 'saladus õ€', '{}'],
])('our HMAC is the HMAC: a secret that is %s', (_why, secret, message) => {
  const body = Buffer.from(message)
  expect(hmacSha256(secret, body)).toEqual(createHmac('sha256', secret).update(body).digest())
  expect(hmacSha256(secret, body)).toEqual(hmacSha256(secret, body))
})
