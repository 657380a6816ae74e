import type { HookContent, ProviderHooks } from '#lib/providers/hooks.ts'
import { MAX_HOOK_RAW_CHARACTERS } from '#lib/providers/hooks.ts'
import { isSignature } from '#lib/providers/http/hook-secrets.ts'
import type { ProviderReceipt, ProviderReply } from '#lib/providers/provider.ts'
import type { MessenteTransport } from '#lib/providers/transport.ts'
import { isAmong } from '#lib/runtime/address-list.ts'

// Omnichannel API, model Status. ACK and ACCEPTD: it has the text; null: still being worked on.
const STATUSES: Record<string, ProviderReceipt['status']> = {
  ACK: 'accepted',
  ACCEPTD: 'accepted',
  DELIVRD: 'delivered',
  SEEN: 'delivered',
  UNDELIV: 'undelivered',
  FAILED: 'undelivered',
  DELETED: 'undelivered',
  NACK: 'undelivered',
  EXPIRED: 'expired',
  REJECTD: 'rejected',
  UNKNOWN: 'unknown',
}
// Model ErrorCodeOmnichannelMachine, in the words that lib/core/failure-reason.ts tells apart.
const ERRORS: Record<string, string> = {
  '1': 'delivery failure',
  '2': 'expired',
  '3': 'invalid number',
  '4': 'error crediting account',
  '5': 'invalid number format',
  '6': 'blocked: too many identical messages to one number',
  '7': 'sender not allowed',
  '8': 'blacklisted by the operator',
  '9': 'unroutable',
  '999': 'temporary error',
}
const EXPIRED = '2'
const RECEIPT_PATH = /^\/receipt\/([\w-]{1,64})$/
const MAX_ID_CHARACTERS = 200
// A time beyond these is none, and the database might not hold it.
const EARLIEST = new Date('2000-01-01T00:00:00Z')
const LATEST = new Date('2100-01-01T00:00:00Z')

/**
 * Messente's callbacks: receipts to the address that each text was given, replies to `/reply`. Both are JSON, signed with
 * HMAC-SHA256 over the body: receipts under the password of the API account, replies under the shared secret of the inbound number.
 *
 * @see https://messente.com/documentation/omnichannel-api/inbound-messages
 */
export const messenteHooks: ProviderHooks<MessenteTransport> = {
  methods: ['POST'],
  isAuthentic({ path, headers, body, remoteAddress }, { password, hookSecret, hookAddresses }) {
    if (hookAddresses.length > 0 && !isAmong(remoteAddress, hookAddresses)) return false
    const signature = headers['x-messente-signature']
    const secret = path === '/reply' ? hookSecret : password
    return typeof signature === 'string' && isSignature(signature, body, secret)
  },
  read(request) {
    const text = request.body.toString('utf8')
    const json = jsonOf(text)
    if (!json) return null
    const raw = text.slice(0, MAX_HOOK_RAW_CHARACTERS)
    if (request.path === '/reply') return readReply(json, raw)
    const clientRef = RECEIPT_PATH.exec(request.path)?.[1]
    return clientRef === undefined ? null : readReceipt(json, clientRef, raw)
  },
}

type Json = Record<string, unknown>

function readReceipt(json: Json, clientRef: string, raw: string): HookContent | null {
  const ref = idOf(json.message_id)
  const stat = json.status === null || json.status === undefined ? 'ACK' : String(json.status).toUpperCase()
  const reported = STATUSES[stat]
  if (!ref || !reported) return null

  const err = json.err === null || json.err === undefined ? '' : String(json.err)
  const status = reported === 'undelivered' && err === EXPIRED ? 'expired' : reported
  const detail = [stat, ERRORS[err]].filter(Boolean).join(', ')
  const reportedAt = instantOf(json.timestamp)
  return {
    receipts: [{ ref, status, detail, raw, clientRef, ...(reportedAt && { reportedAt }) }],
    replies: [],
  }
}

function readReply(json: Json, raw: string): HookContent | null {
  const id = idOf(json.msg_id)
  const { sender, recipient, text } = json
  if (!id || typeof sender !== 'string' || typeof text !== 'string') return null
  const reply: ProviderReply = {
    id,
    from: sender,
    to: typeof recipient === 'string' ? recipient : '',
    text,
    receivedAt: instantOf(json.time) ?? new Date(),
    raw,
  }
  return { receipts: [], replies: [reply] }
}

function jsonOf(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Json) : null
  } catch {
    return null
  }
}

function idOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_CHARACTERS ? value : null
}

/** Its times are in UTC, with or without saying so. */
function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return null
  const instant = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`)
  return instant >= EARLIEST && instant < LATEST ? instant : null
}
