import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { readEnv, SETTING_NAMES } from '#lib/runtime/env.ts'

test('.env.example describes every setting and no other', () => {
  const text = readFileSync('.env.example', 'utf8')
  const described = Array.from(text.matchAll(/^#? ?([A-Z_]+)=/gm), ([, name]) => name)
  expect(described.toSorted()).toEqual(SETTING_NAMES.toSorted())
})

test('with nothing set the portal runs on port 3000 and sends nothing out of the machine', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    PUBLIC_URL: 'http://localhost:3000',
    SMS_TRANSPORT: 'sandbox',
    EMAIL_TRANSPORT: 'sandbox',
  })
})

test('no secret is made up: without one there is none', () => {
  expect(readEnv({}).SECRET).toBeUndefined()
})

test('an empty variable counts as not set', () => {
  expect(readEnv({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ PORT: 3000, PUBLIC_URL: 'http://localhost:3000' })
})

test('the public address follows the port and loses its last slash', () => {
  expect(readEnv({ PORT: '4001' }).PUBLIC_URL).toBe('http://localhost:4001')
  expect(readEnv({ PUBLIC_URL: 'https://portal.example.ee/' }).PUBLIC_URL).toBe('https://portal.example.ee')
})

test('operators need a second step as soon as the portal is on the internet, unless somebody says otherwise', () => {
  expect(readEnv({}).OPERATOR_SECOND_STEP).toBe('optional')
  expect(readEnv({ PUBLIC_URL: 'https://portal.example.ee' }).OPERATOR_SECOND_STEP).toBe('required')
  const said = { PUBLIC_URL: 'https://portal.example.ee', OPERATOR_SECOND_STEP: 'optional' }
  expect(readEnv(said).OPERATOR_SECOND_STEP).toBe('optional')
})

test('receipts come in beside the portal unless a port is named', () => {
  expect(readEnv({ PORT: '4001' }).INBOUND_PORT).toBe(4002)
  expect(readEnv({ PORT: '65535' }).INBOUND_PORT).toBe(65_534)
  expect(readEnv({ INBOUND_PORT: '5005' }).INBOUND_PORT).toBe(5005)
})

test('proxies are a list of addresses and networks', () => {
  expect(readEnv({}).TRUSTED_PROXIES).toEqual([])
  expect(readEnv({ TRUSTED_PROXIES: '10.0.0.5, fd00::/8' }).TRUSTED_PROXIES).toEqual(['10.0.0.5', 'fd00::/8'])
})

describe('a wrong setting is named in one sentence, and its value is not repeated', () => {
  test.each([
    ['not a number', 'PORT', '30oo'],
    ['no such port', 'PORT', '70000'],
    ['port 0 would be another one each time', 'PORT', '0'],
    ['no address', 'PUBLIC_URL', 'nowhere at all'],
    ['another scheme', 'PUBLIC_URL', 'ftp://portal.example.ee'],
    ['another database', 'DATABASE_URL', 'mysql://root@localhost/portal'],
    ['too short to be random', 'SECRET', 'hush-hush'],
    ['an unknown transport', 'SMS_TRANSPORT', 'carrier-pigeon'],
    ['nobody to sign in as', 'SMS_TRANSPORT', 'smpp://smsc.example:2775'],
    ['a window of nothing', 'SMS_TRANSPORT', 'smpp://clinic:hush@smsc.example?window=0'],
    ['an unknown transport', 'EMAIL_TRANSPORT', 'imap://mail.example.ee'],
    ['no mailbox to send from', 'EMAIL_TRANSPORT', 'smtp://mail.example.ee?from=clinic'],
    ['a password with a lone %', 'SMS_TRANSPORT', 'smpp://clinic:100%@smsc.example'],
    ['two mailboxes', 'EMAIL_TRANSPORT', 'smtp://mail.example.ee?from=a@example.ee,b@example.ee'],
    ['a key without its selector', 'EMAIL_TRANSPORT', 'smtp://mail.example.ee?from=a@example.ee&dkim-key=/k.pem'],
    ['letters do not go to phones', 'SMS_TRANSPORT', 'smtp://mail.example.ee?from=a@example.ee'],
    ['no such level', 'LOG_LEVEL', 'loud'],
    ['nothing would run', 'WORKER_CONCURRENCY', '0'],
    ['a name is no address', 'TRUSTED_PROXIES', 'proxy.example.ee'],
    ['no such network', 'TRUSTED_PROXIES', '10.0.0.0/64'],
    ['a certificate without its key', 'BOUNCES_TLS_CERT', '/ssl/fullchain.pem'],
    ['a key without its certificate', 'BOUNCES_TLS_KEY', '/ssl/privkey.pem'],
  ])('%s: %s', (_why, name, value) => {
    const attempt = () => readEnv({ [name]: value })
    expect(attempt).toThrow(new RegExp(`^${name} does not fit: it must be [^.]+.*\\.$`))
    expect(attempt).not.toThrow(value)
  })
})
