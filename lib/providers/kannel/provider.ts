import { isGsm7 } from '#lib/core/sms-alphabet.ts'
import { createHealth } from '#lib/providers/health.ts'
import type { Asked, Endpoint, HttpTimes } from '#lib/providers/http/endpoint.ts'
import { HTTP_TIMES, openEndpoint } from '#lib/providers/http/endpoint.ts'
import type { HttpAnswer } from '#lib/providers/http/exchange.ts'
import { hooksUrlOf } from '#lib/providers/http/hooks-url.ts'
import { verdictOf } from '#lib/providers/kannel/outcome.ts'
import { receiptKey } from '#lib/providers/kannel/receipt-key.ts'
import type { OutboundSms, ProviderSeat, SendOutcome, SmsProvider } from '#lib/providers/provider.ts'
import type { KannelTransport } from '#lib/providers/transport.ts'

const PLAIN = { 'content-type': 'text/plain; charset=UTF-8' }
// What a header can carry.
const SENDER = /^[\x20-\x7e]{1,16}$/
const CODING = { gsm7: '0', ucs2: '2' } as const
// Delivered 1, not delivered 2, taken by the SMSC 8, refused by the SMSC 16. *Buffered* (4) says nothing that 8 does not.
const RECEIPTS_WANTED = String(1 + 2 + 8 + 16)
const MINUTE_MS = 60_000
const LONGEST_VALIDITY_MINUTES = 72 * 60

/**
 * A Kannel gateway, spoken to over the sendsms interface of its smsbox.
 *
 * By POST, with the text as the body and all else in X-Kannel headers, so that neither password nor text stands in an address. Kannel
 * names no message in its answer: our reference is in the address that it calls for receipts and serves as theirs. It
 * splits long texts itself and asks for a receipt of the first part only (gw/sms.c, sms_split), so the first speaks for all.
 *
 * @see https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html
 */
export function createKannelProvider(
  transport: KannelTransport,
  { name }: ProviderSeat,
  times: HttpTimes = HTTP_TIMES,
): SmsProvider {
  const hooksUrl = hooksUrlOf(transport, name)
  const health = createHealth()
  const account = { 'x-kannel-username': transport.user, 'x-kannel-password': transport.password }
  const endpoint = openEndpoint(transport, {
    health,
    times,
    // Without a receiver it is refused after the password was looked at.
    probe: { ...post({}, Buffer.from('?')), judge: judgeProbe },
  })
  const sending = new Set<Promise<unknown>>()
  let closing = false

  function post(fields: Record<string, string>, body: Buffer): Asked {
    return { method: 'POST', path: transport.path, headers: { ...PLAIN, ...account, ...fields }, body }
  }

  async function deliver(sms: OutboundSms): Promise<SendOutcome> {
    if (!SENDER.test(sms.from)) return { outcome: 'rejected', reason: 'bad_sender', detail: 'not a sender name' }
    const answer = await endpoint.ask(post(fieldsOf(sms), Buffer.from(sms.text)))
    if (answer.kind === 'none') return answer
    const verdict = verdictOf(answer, sms.clientRef)
    if (verdict.outcome === 'refused_us') {
      endpoint.note('refused', 'credentials')
      return { outcome: 'not_sent', detail: `not let in (${answer.status})` }
    }
    if (verdict.outcome === 'busy') {
      endpoint.holdBack(answer.headers['retry-after'])
      return { outcome: 'not_sent', detail: `busy (${answer.status})` }
    }
    if (verdict.outcome === 'no_such_address') {
      endpoint.note('refused', 'not_the_api')
      return { outcome: 'not_sent', detail: `no such address (${answer.status})` }
    }
    if (verdict.outcome === 'not_kannel') {
      endpoint.note('down', 'not_the_api')
      return { outcome: 'unknown', detail: `not an answer of Kannel (${answer.status})` }
    }
    if (verdict.outcome === 'unknown') endpoint.note('down', 'server_error')
    else endpoint.note('up')
    return verdict
  }

  function fieldsOf({ to, from, text, validUntil, clientRef }: OutboundSms): Record<string, string> {
    const minutes = Math.floor((validUntil.getTime() - Date.now()) / MINUTE_MS)
    return {
      'x-kannel-to': to,
      'x-kannel-from': from,
      'x-kannel-coding': CODING[isGsm7(text) ? 'gsm7' : 'ucs2'],
      'x-kannel-validity': String(Math.min(Math.max(minutes, 1), LONGEST_VALIDITY_MINUTES)),
      'x-kannel-dlr-mask': RECEIPTS_WANTED,
      'x-kannel-dlr-url': receiptUrl(clientRef),
    }
  }

  /** Kannel puts in the status for %d and what the SMSC said for %A, escaped. */
  function receiptUrl(clientRef: string): string {
    const key = transport.hookSecret === null ? '' : `&key=${receiptKey(transport.hookSecret, clientRef)}`
    return `${hooksUrl}/receipt/${clientRef}?status=%d&said=%A${key}`
  }

  return {
    name,
    windowSize: transport.window,
    dedupe: { kind: 'none' },
    async send(sms) {
      if (closing) return { outcome: 'not_sent', detail: 'closing' }
      const text = deliver(sms)
      sending.add(text)
      return text.finally(() => sending.delete(text))
    },
    health: () => health.read(),
    async close() {
      closing = true
      await Promise.allSettled(sending)
      await endpoint.close()
    },
  }
}

function judgeProbe(endpoint: Endpoint, answer: HttpAnswer) {
  const { outcome } = verdictOf(answer, '')
  if (outcome === 'refused_us') endpoint.note('refused', 'credentials')
  else if (outcome === 'no_such_address') endpoint.note('refused', 'not_the_api')
  else if (outcome === 'not_kannel') endpoint.note('down', 'not_the_api')
  else if (outcome === 'unknown' || outcome === 'busy') endpoint.note('down', 'server_error')
  else endpoint.note('up')
}
