import { createHmac } from 'node:crypto'

import { receiptKey } from '#lib/providers/kannel/receipt-key.ts'
import type { Random } from '#scripts/faults/random.ts'

// What anybody on the internet, or a provider gone wrong, may send to /hooks/…: everything from a true receipt to noise.

export const ACCOUNTS = {
  messente: 'messente://clinic:hush@127.0.0.1?hook-secret=of-replies',
  gateway: 'kannel://clinic:hush@127.0.0.1?hook-secret=of-hooks',
} as const
const PASSWORD = 'hush'
const REPLY_SECRET = 'of-replies'
const KANNEL_SECRET = 'of-hooks'

export type FuzzRequest = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: Buffer | null
  /** Signed as the provider would: it may change something. Nothing else may. */
  authentic: boolean
}

/** @param refs references of texts that really went out, for forgers to name */
export function fuzzRequest(random: Random, refs: readonly string[]): FuzzRequest {
  return random.happens(0.5) ? messenteRequest(random, refs) : kannelRequest(random, refs)
}

function messenteRequest(random: Random, refs: readonly string[]): FuzzRequest {
  const isReply = random.happens(0.05)
  const document = isReply ? aReply(random) : aReceipt(random, refs)
  const body = bent(Buffer.from(JSON.stringify(document)), random)
  const secret = isReply ? REPLY_SECRET : PASSWORD
  const authentic = random.happens(0.25)
  const signature = authentic ? hmac(body, secret) : forgedSignature(body, random)
  return {
    method: 'POST',
    path: authentic
      ? `/hooks/messente/${isReply ? 'reply' : `receipt/${refOf(random, refs)}`}`
      : strayed(`/hooks/messente/${isReply ? 'reply' : `receipt/${refOf(random, refs)}`}`, random),
    headers: { 'content-type': 'application/json', ...(signature !== null && { 'x-messente-signature': signature }) },
    body,
    authentic,
  }
}

function kannelRequest(random: Random, refs: readonly string[]): FuzzRequest {
  const ref = refOf(random, refs)
  const authentic = random.happens(0.25)
  const isReply = random.happens(0.05)
  const fields = new URLSearchParams(
    isReply
      ? {
          id: noise(random, 12),
          from: `+3725${random.whole(0, 9_999_999)}`,
          to: '1234',
          charset: random.pick(CHARSETS),
          time: String(random.whole(-1e6, 1e12)),
        }
      : { status: random.pick(['1', '2', '8', '16', '34', '%d', '', '-1', 'x']), said: noise(random, 60) },
  )
  if (authentic) fields.set(isReply ? 'secret' : 'key', isReply ? KANNEL_SECRET : receiptKey(KANNEL_SECRET, ref))
  else if (random.happens(0.5)) fields.set(random.pick(['key', 'secret']), noise(random, 22))
  const escaped = isReply ? `&text=${octets(random)}` : ''
  const path = `/hooks/gateway/${isReply ? 'reply' : `receipt/${ref}`}`
  return {
    method: authentic || random.happens(0.9) ? 'GET' : 'POST',
    path: `${authentic ? path : strayed(path, random)}?${fields}${escaped}`,
    headers: {},
    body: null,
    authentic,
  }
}

const CHARSETS = ['UTF-8', 'UTF-16BE', 'WINDOWS-1252', 'GSM', '\u0000', 'x'.repeat(50)]
const STATUSES = ['DELIVRD', 'UNDELIV', 'EXPIRED', 'REJECTD', 'ACCEPTD', null, '', 'delivrd\u0000', 7, {}, [], true]
const ODD: unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(3000),
  [],
  {},
  [[[]]],
  true,
  '9'.repeat(400),
]

function aReceipt(random: Random, refs: readonly string[]) {
  return {
    status: random.pick(STATUSES),
    err: random.happens(0.7) ? random.whole(-1, 12) : random.pick(ODD),
    message_id: random.happens(0.8) ? refOf(random, refs) : random.pick(ODD),
    to: '+37255512345',
    timestamp: random.pick(['2026-11-22T08:09:42', '0000-00-00T00:00', '9999-12-31T23:59:59Z', null, 7, 'now']),
    ...(random.happens(0.1) && { [noise(random, 8)]: random.pick(ODD) }),
  }
}

function aReply(random: Random) {
  return {
    msg_id: random.happens(0.8) ? noise(random, 20) : random.pick(ODD),
    sender: random.happens(0.8) ? `+3725${random.whole(0, 9_999_999)}` : random.pick(ODD),
    recipient: random.pick(['1234', ...ODD]),
    text: random.happens(0.7) ? random.pick(['STOPP', 'jah', 'Tere', noise(random, 200)]) : random.pick(ODD),
    time: random.pick(['2026-11-22T08:09:42Z', '0000-00-00T00:00Z', null, 7]),
  }
}

function refOf(random: Random, refs: readonly string[]): string {
  if (refs.length > 0 && random.happens(0.3)) return random.pick(refs)
  return `f${random.whole(0, 0xffff_ffff).toString(36)}`
}

/** Octets changed, cut off, or more of them. */
function bent(body: Buffer, random: Random): Buffer {
  if (random.happens(0.4)) return body
  if (random.happens(0.3)) return body.subarray(0, random.whole(0, body.length))
  if (random.happens(0.02)) return Buffer.alloc(random.pick([65_536, 65_537, 200_000]), 0x7b)
  const copy = Buffer.from(body)
  for (let n = random.whole(1, 8); n > 0; n -= 1) copy[random.whole(0, copy.length - 1)] = random.whole(0, 255)
  return copy
}

function strayed(path: string, random: Random): string {
  if (random.happens(0.8)) return path
  return random.pick([
    '/hooks/',
    '/hooks/nobody/receipt/1',
    '/hooks/messente',
    '/hooks/messente/../gateway/reply',
    '/hooks/%6desente/reply',
    `/hooks/${'x'.repeat(300)}`,
    '/',
    '/today',
    `${path}/${'a/'.repeat(50)}`,
    `${path}%00`,
  ])
}

function forgedSignature(body: Buffer, random: Random): string | null {
  return random.pick([
    null,
    '',
    '0'.repeat(64),
    'x'.repeat(64),
    hmac(body, 'loud'),
    hmac(body, ''),
    hmac(Buffer.concat([body, body]), PASSWORD),
  ])
}

function hmac(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}

function noise(random: Random, length: number): string {
  let text = ''
  for (let n = random.whole(0, length); n > 0; n -= 1)
    text += String.fromCharCode(random.whole(0, random.happens(0.1) ? 0xffff : 0x7f))
  return text
}

function octets(random: Random): string {
  let text = ''
  for (let n = random.whole(0, 60); n > 0; n -= 1) text += `%${random.whole(0, 255).toString(16).padStart(2, '0')}`
  return random.happens(0.1) ? `${text}%` : text
}
