import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

export const HOOK_QUERY_HEADER = 'x-hook-query'

/**
 * From now on requests to /hooks/… carry their query as it was sent in a header: Next reads queries as UTF-8 before it hands them
 * on, and a provider may escape octets of another charset. What a client writes into that header is lost.
 */
export function keepHookQueries(): void {
  subscribe('http.server.request.start', (message) => {
    const { headers, url = '' } = (message as { request: IncomingMessage }).request
    if (!url.startsWith('/hooks/')) return
    const question = url.indexOf('?')
    headers[HOOK_QUERY_HEADER] = question === -1 ? '' : url.slice(question + 1)
  })
}
