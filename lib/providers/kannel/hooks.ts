import type { HookContent, HookRequest, ProviderHooks } from '#lib/providers/hooks.ts'
import { MAX_HOOK_RAW_CHARACTERS } from '#lib/providers/hooks.ts'
import { isSecret } from '#lib/providers/http/hook-secrets.ts'
import { readEscaped } from '#lib/providers/kannel/escaped-text.ts'
import { isReceiptKey } from '#lib/providers/kannel/receipt-key.ts'
import type { ProviderReceipt } from '#lib/providers/provider.ts'
import type { KannelTransport } from '#lib/providers/transport.ts'
import { isAmong } from '#lib/runtime/address-list.ts'

// gw/dlr.h. Newer versions add 32 to a failure because of time (34) and 64 where the network knows nothing (66).
const STATUSES: Record<string, ProviderReceipt['status']> = {
  '1': 'delivered',
  '2': 'undelivered',
  '4': 'accepted',
  '8': 'accepted',
  '16': 'rejected',
  '34': 'expired',
  '66': 'unknown',
}
// What the SMSC said, of an SMPP receipt or of a refused submit_sm ("NACK/0x0000000b/Invalid destination address").
const STAT = /(?:^|\s)stat:(\w{1,10})/i
const ERR = /(?:^|\s)err:(\w{1,10})/i
const NACK = /^NACK\/(?:0x)?(\w{1,10})(?:\/([\w ,.-]{1,80}))?/
const RECEIPT_PATH = /^\/receipt\/([\w-]{1,64})$/
const MAX_ID_CHARACTERS = 200
// 2000 and 2100: a time beyond these is none.
const EARLIEST_SECONDS = 946_684_800
const LATEST_SECONDS = 4_102_444_800

/**
 * What Kannel fetches: receipts from the address in each text's `dlr-url`, replies from the `get-url` of an sms-service, which the
 * operator writes as
 * `…/hooks/<account>/reply?from=%p&to=%P&text=%b&charset=%C&time=%T&id=%I&secret=<hook-secret>`.
 *
 * Receipts carry a key of their text, replies the secret. An account without a secret goes by addresses alone.
 */
export const kannelHooks: ProviderHooks<KannelTransport> = {
  methods: ['GET'],
  isAuthentic({ path, search, remoteAddress }, { hookSecret, hookAddresses }) {
    if (hookAddresses.length > 0 && !isAmong(remoteAddress, hookAddresses)) return false
    if (hookSecret === null) return hookAddresses.length > 0
    const clientRef = RECEIPT_PATH.exec(path)?.[1]
    const query = new URLSearchParams(search)
    if (clientRef !== undefined) return isReceiptKey(query.get('key') ?? '', hookSecret, clientRef)
    return isSecret(query.get('secret'), hookSecret)
  },
  read(request) {
    if (request.path === '/reply') return readReply(request)
    const clientRef = RECEIPT_PATH.exec(request.path)?.[1]
    return clientRef === undefined ? null : readReceipt(clientRef, new URLSearchParams(request.search))
  },
}

function readReceipt(clientRef: string, query: URLSearchParams): HookContent | null {
  const said = query.get('said') ?? ''
  const code = query.get('status') ?? ''
  const reported = STATUSES[code]
  if (!reported) return null
  const stat = STAT.exec(said)?.[1]?.toUpperCase()
  const [, nackCode, nackWords] = NACK.exec(said) ?? []
  const detail = [
    stat ?? `status ${code}`,
    ERR.exec(said)?.[1] && `err ${ERR.exec(said)?.[1]}`,
    nackCode && `NACK ${nackCode}`,
    nackWords?.toLowerCase(),
  ]
  const status = reported === 'undelivered' && stat === 'EXPIRED' ? 'expired' : reported
  return {
    receipts: [
      {
        ref: clientRef,
        status,
        detail: detail.filter(Boolean).join(', '),
        // Without what follows `text:`, which repeats the beginning of the patient's text.
        raw: `${code} ${said.replace(/\btext:.*$/is, '').trim()}`.slice(0, MAX_HOOK_RAW_CHARACTERS),
        clientRef,
      },
    ],
    replies: [],
  }
}

function readReply({ search }: HookRequest): HookContent | null {
  const query = new URLSearchParams(search)
  const id = query.get('id') ?? ''
  const from = query.get('from')
  const text = readEscaped(search, 'text', query.get('charset') ?? '')
  if (id === '' || id.length > MAX_ID_CHARACTERS || !from || text === null) return null
  const seconds = Number(query.get('time'))
  const receivedAt = seconds > EARLIEST_SECONDS && seconds < LATEST_SECONDS ? new Date(seconds * 1000) : new Date()
  const raw = search.replace(/(^|&)secret=[^&]*/, '').slice(0, MAX_HOOK_RAW_CHARACTERS)
  return { receipts: [], replies: [{ id, from, to: query.get('to') ?? '', text, receivedAt, raw }] }
}
