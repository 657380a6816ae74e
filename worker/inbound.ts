import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'

import type { HookContent, HookRequest, ProviderHooks } from '#lib/providers/hooks.ts'
import type { ProviderReceipt, ProviderReply } from '#lib/providers/provider.ts'
import { clientAddress } from '#lib/runtime/client-address.ts'
import { HOOK_QUERY_HEADER } from '#lib/runtime/keep-hook-queries.ts'
import { log } from '#lib/runtime/log.ts'

// Receipts and replies of HTTP providers. Plain node:http: a route of the portal is ten times slower.

const PREFIX = '/hooks/'
const MAX_BODY_BYTES = 65_536
const MAX_CONNECTIONS = 2_000
/** More that wait for the database are turned away: the provider has them still. */
const MAX_WAITING = 10_000
const KEEP_ALIVE_MS = 65_000
const RETRY_SECONDS = '5'

/** What is known of an account whose provider calls us. Both functions resolve once it is stored for good. */
export type InboundAccount<Transport = unknown> = {
  hooks: ProviderHooks<Transport>
  transport: Transport
  onReceipt(receipt: ProviderReceipt): Promise<void>
  onReply(reply: ProviderReply): Promise<void>
}

/** How long a client may take over the head of a request and over all of it, and how often that is looked at. */
export type InboundTimes = { headersTimeout: number; requestTimeout: number; connectionsCheckingInterval: number }

const TIMES: InboundTimes = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 2_500 }

export type InboundOptions = {
  /** The account of that name, as far as it is known now. Asked for each request, so it must be quick. */
  accountOf(name: string): InboundAccount | undefined
  trustedProxies: readonly string[]
  times?: InboundTimes
}

/**
 * Takes what providers send to `/hooks/<account>/…` and answers once it is stored.
 *
 * Whatever comes, the answer is never 5xx but for the one case in which the same request will do later: when it could not be
 * stored. Nothing is acted on before the account's own authentication.
 */
export function createInboundServer({ accountOf, trustedProxies, times = TIMES }: InboundOptions): Server {
  let waiting = 0

  function take(request: IncomingMessage, response: ServerResponse) {
    const url = request.url ?? ''
    const account = accountOf(accountNameIn(url))
    if (!account) return refuse(request, response, 404)
    const method = request.method ?? ''
    if (!account.hooks.methods.includes(method)) {
      response.setHeader('allow', account.hooks.methods.join(', '))
      return refuse(request, response, 405)
    }
    if (Number(request.headers['content-length']) > MAX_BODY_BYTES) return refuse(request, response, 413)
    if (method === 'GET') {
      request.resume()
      return act(account, request, NO_BODY, response)
    }
    readBody(request, (body) => {
      if (body) act(account, request, body, response)
      else refuse(request, response, 413)
    })
  }

  function act(account: InboundAccount, incoming: IncomingMessage, body: Buffer, response: ServerResponse) {
    const request = hookRequest(incoming, body)
    const { hooks, transport } = account
    try {
      if (!hooks.isAuthentic(request, transport)) return answer(response, 401)
      const content = hooks.read(request)
      if (!content) return answer(response, 400)
      if (waiting >= MAX_WAITING) return answer(response, 503)
      waiting += 1
      store(account, content).then(
        () => {
          waiting -= 1
          answer(response, 200)
        },
        (error) => {
          waiting -= 1
          log.error('what a provider sent could not be stored', error)
          answer(response, 503)
        },
      )
    } catch (error) {
      log.error('what a provider sent could not be read', error)
      answer(response, 400)
    }
  }

  function hookRequest({ method = '', url = '', headers, socket }: IncomingMessage, body: Buffer): HookRequest {
    const question = url.indexOf('?')
    const end = question === -1 ? url.length : question
    const slash = url.indexOf('/', PREFIX.length)
    return {
      method,
      path: slash === -1 || slash > end ? '' : url.slice(slash, end),
      search: sentSearch(headers) ?? url.slice(end + 1),
      headers,
      body,
      // Asked for by accounts with a list of addresses only.
      get remoteAddress() {
        return clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for'], trustedProxies)
      },
    }
  }

  const server = createServer({ ...times, keepAliveTimeout: KEEP_ALIVE_MS }, take)
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', answerBadRequest)
  return server
}

/** Resolves when all of it is stored; nearly always that is one receipt. */
function store({ onReceipt, onReply }: InboundAccount, { receipts, replies }: HookContent): Promise<unknown> {
  const [receipt] = receipts
  if (receipt && receipts.length === 1 && replies.length === 0) return onReceipt(receipt)
  return Promise.all([...receipts.map(onReceipt), ...replies.map(onReply)])
}

const NO_BODY = Buffer.alloc(0)

function accountNameIn(url: string): string {
  if (!url.startsWith(PREFIX)) return ''
  return /^[a-z\d-]*/.exec(url.slice(PREFIX.length, PREFIX.length + 40))?.[0] ?? ''
}

/** The web process puts it there; nobody else reaches this listener but what runs on this machine. */
function sentSearch(headers: IncomingHttpHeaders): string | undefined {
  const search = headers[HOOK_QUERY_HEADER]
  return typeof search === 'string' ? search : undefined
}

/** Null when it grows too long; never called when the client leaves before the end. */
function readBody(request: IncomingMessage, done: (body: Buffer | null) => void) {
  const chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
    else if (bytes - chunk.length <= MAX_BODY_BYTES) done(null)
  })
  request.on('end', () => {
    if (bytes <= MAX_BODY_BYTES) done(chunks.length === 1 ? (chunks[0] ?? NO_BODY) : Buffer.concat(chunks))
  })
  request.on('error', () => {}) // left in the middle: nothing was taken
}

/** Answers without having read the body, and lets go of the connection it would still come over. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number) {
  if (!request.complete) response.setHeader('connection', 'close')
  answer(response, status)
  request.resume()
}

function answer(response: ServerResponse, status: number) {
  if (response.headersSent || response.destroyed) return
  if (status === 503) response.setHeader('retry-after', RETRY_SECONDS)
  response.writeHead(status, EMPTY).end()
}

const EMPTY = { 'content-length': '0' }

const STATUS_LINES: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** What is no HTTP, or comes too slowly. */
function answerBadRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const status = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}
