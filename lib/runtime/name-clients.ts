import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

import { clientAddress } from '#lib/runtime/client-address.ts'

/**
 * From now on X-Forwarded-For of every request to this process holds one address, and a true one: whom the connection, or a trusted
 * proxy in front of it, heard from. Next keeps whatever a client writes there.
 */
export function nameClients(trustedProxies: readonly string[]): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    const { headers, socket } = request
    headers['x-forwarded-for'] = clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for'], trustedProxies)
  })
}
