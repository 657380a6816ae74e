import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'

import { nameClients } from '#lib/runtime/name-clients.ts'

test('what a request says of its origin is true before anybody reads it', async () => {
  nameClients(['192.0.2.1'])
  const server = createServer((request, response) => response.end(request.headers['x-forwarded-for'])).listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const heard = async (headers: Record<string, string>) => (await fetch(`http://127.0.0.1:${port}`, { headers })).text()

  expect(await heard({})).toBe('127.0.0.1')
  expect(await heard({ 'x-forwarded-for': '10.0.0.9, 203.0.113.5, 192.0.2.1' })).toBe('203.0.113.5')
  server.close()
})
