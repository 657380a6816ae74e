import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

export type HttpQuestion = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer }

/** What becomes of a request once the oracle has done with it what it was to do. */
export type HttpEnd =
  | { end: 'answer'; status: number; headers: Record<string, string>; body: string }
  /** An answer for which nobody waits any more. */
  | { end: 'answer late'; status: number; headers: Record<string, string>; body: string }
  | { end: 'hang' }
  | { end: 'reset' }

export type HttpServer = { port: number; stop(): void }

/** Longer than an answer may take (lib/providers/http/endpoint.ts). */
const LATE_MS = 31_000

/** An HTTP server on a free port of this machine that may also cut a connection, or never answer. */
export async function openHttpServer(endOf: (question: HttpQuestion) => Promise<HttpEnd>): Promise<HttpServer> {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url = '', headers } = incoming
    const body = await buffer(incoming).catch(() => null)
    if (!body) return // its worker was killed in the middle
    const what = await endOf({ method, url, headers, body })
    if (what.end === 'reset') incoming.socket.destroy()
    if (what.end === 'answer late') await pause(LATE_MS)
    if (what.end === 'reset' || what.end === 'hang' || outgoing.destroyed) return
    outgoing.writeHead(what.status, { 'content-length': Buffer.byteLength(what.body), ...what.headers }).end(what.body)
  }
  // What fails in `endOf` is a bug of the oracle, and ends it.
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
