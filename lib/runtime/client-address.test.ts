import { expect, test } from 'vitest'

import { clientAddress } from '#lib/runtime/client-address.ts'

test.each([
  ['straight from outside', '203.0.113.5', undefined, '203.0.113.5'],
  ['what it claims of itself counts for nothing', '203.0.113.5', '10.0.0.9', '203.0.113.5'],
  ['handed on by the web process', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['handed on, with a claim before it', '127.0.0.1', '10.0.0.9, 203.0.113.5', '203.0.113.5'],
  ['over the reverse proxy and the web process', '::ffff:127.0.0.1', '203.0.113.5, 192.0.2.1', '203.0.113.5'],
  ['over the reverse proxy, with a claim', '192.0.2.1', '10.0.0.9,203.0.113.5', '203.0.113.5'],
  ['this machine itself', '127.0.0.1', undefined, '127.0.0.1'],
  ['IPv6', '::1', '2001:db8::7', '2001:db8::7'],
  ['a claim that is no address', '127.0.0.1', 'nobody', 'nobody'],
])('%s', (_why, peer, forwardedFor, client) => {
  expect(clientAddress(peer, forwardedFor, ['192.0.2.0/24'])).toBe(client)
})
