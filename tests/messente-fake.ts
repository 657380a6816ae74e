import { createHmac } from 'node:crypto'

import type { FakeAnswer, FakeRequest, HttpFake } from '#tests/http-fake.ts'
import { startHttpFake } from '#tests/http-fake.ts'

/** A text as it came in a request; `id` is what the fake names it. */
export type MessenteText = { id: string; to: string; sender: string; text: string; ttl: number; dlrUrl: string }

export type Messente = HttpFake & {
  texts: MessenteText[]
  /** What Messente would post to a text's `dlr_url`: body and signature. */
  receiptOf(text: MessenteText, status: string, err?: number): { body: string; headers: Record<string, string> }
}

type Script = {
  /** Decides over a whole request before any of its texts is taken; undefined: goes on. */
  react?: (texts: readonly MessenteText[], attempt: number, request: FakeRequest) => FakeAnswer | undefined
  /** An error for one text, which is then not taken. */
  judge?: (text: MessenteText) => { code: string; source?: string } | undefined
  /** Hears of each text that is taken, before it is answered. */
  take?: (text: MessenteText) => void
  user?: string
  password?: string
  tls?: { key: string; cert: string }
  keep?: boolean
}

/** Messente's Omnichannel API on a free port of this machine, as its documentation describes it. */
export async function startMessente(script: Script = {}): Promise<Messente> {
  const texts: MessenteText[] = []
  const { user = 'clinic', password = 'hush', keep = true } = script
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  let attempts = 0
  let names = 0

  function answer(request: FakeRequest): FakeAnswer {
    if (request.headers.authorization !== authorization) return errors(401, [{ code: '103' }])
    if (request.method === 'GET') return errors(404, [{ code: '101' }])
    const bulk = request.url === '/v1/omnimessages'
    if (request.method !== 'POST' || (!bulk && request.url !== '/v1/omnimessage')) return errors(404, [{ code: '101' }])
    const payload = JSON.parse(request.body.toString('utf8'))
    const asked = (bulk ? payload.messages : [payload]).map(textOf)
    const reaction = script.react?.(asked, attempts++, request)
    if (reaction?.taken) asked.forEach(entryOf)
    if (reaction) return reaction
    const entries = asked.map(entryOf)
    if (bulk) return json(201, { messages: entries })
    return 'errors' in entries[0] ? json(400, entries[0]) : json(201, entries[0])
  }

  // biome-ignore lint/suspicious/noExplicitAny: whatever came over the wire
  function textOf(message: any): MessenteText {
    names += 1
    const [{ sender, text, ttl }] = message.messages
    return { id: `msg-${names}`, to: message.to, sender, text, ttl, dlrUrl: message.dlr_url }
  }

  function entryOf(text: MessenteText) {
    const error = script.judge?.(text)
    if (error) return { errors: [errorItem(error)] }
    script.take?.(text)
    if (keep) texts.push(text)
    const { id, to, sender } = text
    return { messages: [{ channel: 'sms', message_id: id, sender }], omnimessage_id: `omni-${id}`, to }
  }

  const fake = await startHttpFake(answer, { ...(script.tls ? { tls: script.tls } : {}), keep })
  return {
    ...fake,
    get connections() {
      return fake.connections
    },
    get mostAtOnce() {
      return fake.mostAtOnce
    },
    texts,
    receiptOf: (text, status, err = 0) => signed(receiptBody(text, status, err), password),
  }
}

function receiptBody({ id, to, sender }: MessenteText, status: string, err: number): string {
  return JSON.stringify({
    status,
    sender,
    err,
    message_id: id,
    to,
    channel: 'sms',
    error: null,
    omnimessage_id: `omni-${id}`,
    timestamp: '2026-11-22T08:09:42.389630',
  })
}

/** HMAC-SHA256 of the body under the API password, in hexadecimal. */
export function signed(body: string, secret: string): { body: string; headers: Record<string, string> } {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'x-messente-signature': signature } }
}

function errors(status: number, items: { code: string; source?: string }[]): FakeAnswer {
  return json(status, { errors: items.map(errorItem) })
}

function errorItem({ code, source }: { code: string; source?: string }) {
  return { code, title: 'Invalid data', detail: 'Value +37255512345 is not allowed', source: source ?? null }
}

function json(status: number, payload: unknown): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) }
}
