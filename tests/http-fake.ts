import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A request as a provider of HTTP sees it. */
export type FakeRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer }

/** What a fake answers; with `silent` it never does, with `hangUp` it cuts the connection after it has read the request. */
export type FakeAnswer = {
  status?: number
  headers?: Record<string, string>
  body?: string
  delayMs?: number
  silent?: boolean
  hangUp?: boolean
  /** What was asked for is done all the same. */
  taken?: boolean
}

export type HttpFake = {
  port: number
  requests: FakeRequest[]
  readonly connections: number
  /** The most requests that were ever unanswered at one time. */
  readonly mostAtOnce: number
  stop(): Promise<void>
}

/** A server on a free port of this machine that keeps requests and answers them as `answer` says. */
export async function startHttpFake(
  answer: (request: FakeRequest) => FakeAnswer,
  {
    tls,
    keep = true,
  }: { tls?: { key: string; cert: string } /** Whether requests are kept to be looked at. */; keep?: boolean } = {},
): Promise<HttpFake> {
  const requests: FakeRequest[] = []
  const open = new Set<Socket>()
  let connections = 0
  let atOnce = 0
  let mostAtOnce = 0

  const listener: Listener = async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = incoming
    const request = { method, url, headers, body: Buffer.concat(chunks) }
    if (keep) requests.push(request)
    atOnce += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    const { status = 200, headers: extra = {}, body = '', delayMs, silent, hangUp } = answer(request)
    if (delayMs) await sleep(delayMs)
    if (silent) return
    atOnce -= 1
    if (hangUp) return void incoming.socket.destroy()
    outgoing.writeHead(status, { 'content-length': Buffer.byteLength(body), ...extra }).end(body)
  }
  const server = tls ? createTlsServer(tls, swallow(listener)) : createServer(swallow(listener))
  server.on('connection', (socket: Socket) => {
    connections += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get connections() {
      return connections
    },
    get mostAtOnce() {
      return mostAtOnce
    },
    async stop() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

/** A client that leaves in the middle of its request is no error of the fake's. */
function swallow(listener: Listener): RequestListener {
  return (incoming, outgoing) => {
    listener(incoming, outgoing).catch(() => incoming.socket.destroy())
  }
}
