import { describe, expect, test } from 'vitest'

import { parseTransport } from '#lib/providers/transport.ts'

test('an SMPP address is taken apart, password decoded', () => {
  expect(parseTransport('smpp://clinic:p%40ss@smsc.example:2776?window=50&binds=2')).toEqual({
    kind: 'smpp',
    host: 'smsc.example',
    port: 2776,
    tls: false,
    user: 'clinic',
    password: 'p@ss',
    window: 50,
    binds: 2,
  })
})

test('an HTTP provider says how it proves its receipts, and where it finds us', () => {
  expect(
    parseTransport(
      'messentes://clinic:hush@api.example.com?hook-secret=s3cret&hook-addresses=10.0.0.1,10.1.0.0/16&hook-url=https://in.example.ee',
    ),
  ).toEqual({
    kind: 'messente',
    host: 'api.example.com',
    port: 443,
    tls: true,
    user: 'clinic',
    password: 'hush',
    window: 8,
    hookSecret: 's3cret',
    hookAddresses: ['10.0.0.1', '10.1.0.0/16'],
    hookUrl: 'https://in.example.ee',
  })
  expect(parseTransport('kannel://clinic:hush@gw.example')).toMatchObject({
    port: 13013,
    tls: false,
    path: '/cgi-bin/sendsms',
    hookSecret: null,
    hookAddresses: [],
  })
  expect(parseTransport('kannel://clinic:hush@gw.example/send')).toMatchObject({ path: '/send' })
})

test('an SMTP address is taken apart; letters come from its user where no other mailbox is named', () => {
  expect(
    parseTransport(
      'smtps://mailer:p%40ss@mail.example.ee?from=kliinik@example.ee&window=8&dkim-selector=s1&dkim-key=/keys/s1.pem&bounces=tagasi@example.ee',
    ),
  ).toEqual({
    kind: 'smtp',
    host: 'mail.example.ee',
    port: 465,
    tls: true,
    user: 'mailer',
    password: 'p@ss',
    from: 'kliinik@example.ee',
    window: 8,
    dkim: { selector: 's1', keyFile: '/keys/s1.pem' },
    bounces: 'tagasi@example.ee',
  })
  expect(parseTransport('smtp://kliinik%40example.ee:hush@mail.example.ee')).toMatchObject({
    port: 587,
    tls: false,
    from: 'kliinik@example.ee',
  })
  expect(parseTransport('smtp://10.0.0.7:25')).toMatchObject({
    user: null,
    from: null,
    port: 25,
    window: 5,
    dkim: null,
  })
})

test('a host may be an address of version 6', () => {
  expect(parseTransport('smpp://clinic:hush@[::1]:2775')).toMatchObject({ host: '::1' })
})

describe('what does not fit is said in one sentence that repeats no password', () => {
  test.each([
    ['no such kind', 'carrier-pigeon://clinic:hush@loft', /must begin with smpp:\/\/, messente/],
    ['nothing like an address', 'hush', /must begin with/],
    ['nobody to sign in as', 'smpp://smsc.example:2775', /names no user/],
    ['a window of nothing', 'smpp://clinic:hush@smsc.example?window=0', /^window must be a whole number/],
    ['more binds than texts', 'smpp://clinic:hush@smsc.example?window=2&binds=3', /^binds may not be more/],
    ['a setting with a typing mistake', 'smpp://clinic:hush@smsc.example?windwo=50', /^smpp knows window, binds/],
    ['a secret in the place of an address', 'messentes://a:hush@b?hook-url=hush', /^hook-url must be an address/],
    ['no mailbox', 'smtp://mail.example.ee?from=hush', /^from must be a mailbox/],
    ['two mailboxes', 'smtp://mail.example.ee?from=a@example.ee,hush@example.ee', /^from must be a mailbox/],
    ['a key without its name', 'smtp://a:hush@mail.example.ee?dkim-key=/k.pem', /^dkim-selector and dkim-key/],
    ['a password with a lone %', 'smpp://clinic:hush%@smsc.example', /write % as %25/],
  ])('%s: %s', (_why, address, sentence) => {
    expect(() => parseTransport(address)).toThrow(sentence)
    expect(() => parseTransport(address)).not.toThrow('hush')
  })
})
