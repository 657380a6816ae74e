import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import { createHealth } from '#lib/providers/health.ts'
import type { OutboundSms, ProviderReceipt, ProviderSeat, SendOutcome, SmsProvider } from '#lib/providers/provider.ts'
import { asksToSlowDown, ESME_ROK, ESME_RX_T_APPN, refusalOf } from '#lib/providers/smpp/command-status.ts'
import { keepSeveralLinked } from '#lib/providers/smpp/keep-several-linked.ts'
import type { LinkOptions, Reply } from '#lib/providers/smpp/link.ts'
import type { Pdu } from '#lib/providers/smpp/pdu.ts'
import { receiptOf } from '#lib/providers/smpp/receipt.ts'
import { createReceiptIds } from '#lib/providers/smpp/receipt-ids.ts'
import { replyOf } from '#lib/providers/smpp/reply.ts'
import type { SubmitSm } from '#lib/providers/smpp/submit-parts.ts'
import { submitParts } from '#lib/providers/smpp/submit-parts.ts'
import { createWindow } from '#lib/providers/smpp/window.ts'
import type { SmppTransport } from '#lib/providers/transport.ts'
import { log } from '#lib/runtime/log.ts'

const OFFER_AGAIN_MS = 500
const REFERENCES = 256

/** For how long things are waited for; tests shorten them. */
export type SmppTimes = Pick<LinkOptions, 'answerMs' | 'idleMs'> & {
  /** For how long the other parts of a text, whose first part is taken, are offered again to an SMSC that is busy or away. */
  restOfTextMs: number
}

const TIMES: SmppTimes = { answerMs: 10_000, idleMs: 30_000, restOfTextMs: 15_000 }

type PartOutcome = { outcome: 'accepted'; ref: string } | Exclude<SendOutcome, { outcome: 'accepted' }>

/**
 * An SMSC spoken to in SMPP 3.4 as transceiver.
 *
 * The codec of npm `smpp` reads and writes the packets; the window, the timers, the reconnecting and what becomes of packets
 * without an answer are ours, since its own session has none of them.
 */
export function createSmppProvider(
  transport: SmppTransport,
  { name, onReceipt, onReply }: ProviderSeat,
  times: SmppTimes = TIMES,
): SmsProvider {
  const health = createHealth()
  const window = createWindow(transport.window)
  const ids = createReceiptIds()
  const linked = keepSeveralLinked({ ...transport, ...times, onDeliver }, transport.binds, health, window.turnAway)
  const sending = new Set<Promise<unknown>>()
  let reference = randomInt(REFERENCES)
  let closing = false
  // Bound from the start: receipts of earlier texts wait at the SMSC until somebody is.
  void linked.link()

  async function onDeliver(pdu: Pdu): Promise<number> {
    try {
      const receipt = receiptOf(pdu)
      const reply = receipt ? null : replyOf(pdu, new Date())
      if (receipt) await onReceipt({ ...receipt, ref: ids.refOf(receipt.ref, String(pdu.source_addr ?? '')) })
      else if (reply) await onReply(reply)
      else log.warn('What the SMSC brought is neither a receipt nor a text.', { provider: name })
      return ESME_ROK
    } catch (error) {
      log.error('What the SMSC brought could not be stored; it is asked to send it again.', error, { provider: name })
      return ESME_RX_T_APPN
    }
  }

  /**
   * The first part alone decides whether anything goes out. Once it is taken, the others follow together; each that is surely
   * not sent is offered again for a while, since half a text is worse than a late one.
   */
  async function sendText(sms: OutboundSms): Promise<SendOutcome> {
    reference = (reference + 1) % REFERENCES
    const [first, ...rest] = submitParts(sms, reference)
    if (!first) return { outcome: 'rejected', reason: 'other', detail: 'an empty text' }

    const firstOutcome = await submit(first, rest.length === 0 ? (pdu) => adopt(sms, pdu) : undefined)
    if (firstOutcome.outcome !== 'accepted') return firstOutcome
    const until = Date.now() + times.restOfTextMs
    const outcomes = [firstOutcome, ...(await Promise.all(rest.map((part) => submitUntil(part, until))))]
    const refs = outcomes.map((part) => (part.outcome === 'accepted' ? part.ref : null))
    const failed = outcomes.find((part) => part.outcome !== 'accepted')
    if (!failed) return { outcome: 'accepted', refs: refs.filter((ref) => ref !== null) }
    const taken = refs.filter((ref) => ref !== null).length
    return { outcome: 'unknown', detail: `${taken} of ${refs.length} parts were taken: ${failed.detail}`, refs }
  }

  async function submitUntil(part: SubmitSm, until: number): Promise<PartOutcome> {
    const outcome = await submit(part)
    if (outcome.outcome !== 'not_sent' || Date.now() + OFFER_AGAIN_MS > until) return outcome
    await sleep(OFFER_AGAIN_MS)
    return submitUntil(part, until)
  }

  /** A whole text that was given up, and was taken after all: reported like a receipt, it is no longer in doubt. */
  function adopt({ clientRef, to }: OutboundSms, { command_status: status, message_id: messageId }: Pdu) {
    const ref = String(messageId ?? '')
    if (status !== ESME_ROK || ref === '') return
    ids.remember(ref, to)
    const receipt: ProviderReceipt = { ref, status: 'accepted', detail: 'answered late', raw: '', clientRef }
    onReceipt(receipt).catch((error) => log.error('A late answer could not be stored.', error, { provider: name }))
  }

  async function submit(part: SubmitSm, onLateAnswer?: (pdu: Pdu) => void): Promise<PartOutcome> {
    if (!(await linked.link())) return notSent()
    if (!(await window.enter())) return notSent()
    try {
      const link = await linked.link()
      return link ? outcomeOf(part, await link.request('submit_sm', part, onLateAnswer)) : notSent()
    } finally {
      window.leave()
    }
  }

  function outcomeOf(part: SubmitSm, reply: Reply): PartOutcome {
    if (reply.kind !== 'answered') {
      return { outcome: reply.kind === 'unwritten' ? 'not_sent' : 'unknown', detail: reply.detail }
    }
    const { command_status: status, message_id: messageId } = reply.pdu
    if (asksToSlowDown(status)) slowDown()
    if (status !== ESME_ROK) return refusalOf(status)
    window.recovered()
    if (health.read().state === 'throttled') health.set('up')
    const ref = String(messageId ?? '')
    if (ref === '') return { outcome: 'unknown', detail: 'taken without a message id' }
    ids.remember(ref, String(part.destination_addr))
    return { outcome: 'accepted', ref }
  }

  function slowDown() {
    window.slowDown()
    health.set('throttled', 'throttled')
  }

  function notSent(): PartOutcome {
    return { outcome: 'not_sent', detail: `no connection to the SMSC: ${linked.whyDown() ?? 'closing'}` }
  }

  return {
    name,
    windowSize: transport.window,
    dedupe: { kind: 'none' },
    health: health.read,
    async send(sms) {
      if (closing) return { outcome: 'not_sent', detail: 'closing' }
      const text = sendText(sms)
      sending.add(text)
      return text.finally(() => sending.delete(text))
    },
    async close() {
      closing = true
      await Promise.allSettled(sending)
      await linked.close()
    },
  }
}
