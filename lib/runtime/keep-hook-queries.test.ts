import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'

import { HOOK_QUERY_HEADER, keepHookQueries } from '#lib/runtime/keep-hook-queries.ts'

test('the query of a hook is kept octet for octet, whatever a client claims', async () => {
  keepHookQueries()
  const server = createServer((incoming, outgoing) => outgoing.end(String(incoming.headers[HOOK_QUERY_HEADER]))).listen(
    0,
  )
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const heard = async (path: string) => {
    const asked = request({ port, path, headers: { [HOOK_QUERY_HEADER]: 'status=1' } }).end()
    const [response] = await once(asked, 'response')
    return String((await response.toArray()).join(''))
  }
  expect(await heard('/hooks/gateway/reply?text=%00%D5%04%21&a=b+c')).toBe('text=%00%D5%04%21&a=b+c')
  expect(await heard('/hooks/gateway/reply')).toBe('')
  expect(await heard('/today')).toBe('status=1')
  server.close()
})
