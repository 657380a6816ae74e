import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'

import { setEnv } from '#lib/runtime/env.ts'

// The card service at the wire: sessions as its documentation has them, and events signed as it signs them.

const KEY = 'sk_test_0123456789'
const WEBHOOK_SECRET = 'whsec_0123456789'

export type Asked = { idempotencyKey: string; form: URLSearchParams; authorization: string }
export type StripeFake = {
  /** What it was asked for, repeated questions among them. */
  asked: Asked[]
  /** Answers with an error from now on. */
  fail(): void
  stop(): Promise<void>
}

/** Starts a card service and sets its keys. */
export async function startStripeFake(): Promise<StripeFake> {
  const asked: Asked[] = []
  const sessions = new Map<string, { id: string; object: string; url: string }>()
  let failing = false
  const server = createServer(async (request, response) => {
    const idempotencyKey = String(request.headers['idempotency-key'] ?? '')
    const form = new URLSearchParams(await bodyOf(request))
    asked.push({ idempotencyKey, form, authorization: String(request.headers.authorization ?? '') })
    response.setHeader('content-type', 'application/json')
    if (failing) {
      response.writeHead(402).end(JSON.stringify({ error: { type: 'card_error', message: 'not now' } }))
      return
    }
    const id = `cs_test_${randomUUID()}`
    const made = { id, object: 'checkout.session', url: `https://checkout.stripe.com/c/pay/${id}` }
    // The same key is answered with what it was answered first.
    if (!sessions.has(idempotencyKey)) sessions.set(idempotencyKey, made)
    response.end(JSON.stringify(sessions.get(idempotencyKey)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  setEnv({
    STRIPE_SECRET_KEY: KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL: `http://127.0.0.1:${port}`,
  })
  return {
    asked,
    fail: () => {
      failing = true
    },
    stop: async () => {
      setEnv({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '', STRIPE_API_URL: '' })
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An event that says that a session was paid, unless `object` says otherwise. */
export function paidEvent(object: Record<string, unknown>, { id = `evt_${randomUUID()}` }: { id?: string } = {}) {
  const session = { object: 'checkout.session', payment_status: 'paid', currency: 'eur', ...object }
  return { id, object: 'event', type: 'checkout.session.completed', data: { object: session } }
}

/** The request in which the card service tells an event, signed with its secret unless another is given. */
export function eventRequest(
  event: object,
  { secret = WEBHOOK_SECRET, secondsAgo = 0 }: { secret?: string; secondsAgo?: number } = {},
): Request {
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo
  const signature = new Stripe(KEY).webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return new Request('http://portal.example/api/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body: payload,
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const piece of request) body += piece
  return body
}
