import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

import { createAttempts } from '#scripts/faults/oracle/attempts.ts'
import type { Fate } from '#scripts/faults/oracle/fates.ts'
import { EARLY_MS, FORGED_AFTER_MS, promisedBy, wordOf } from '#scripts/faults/oracle/fates.ts'
import type { HttpEnd, HttpQuestion } from '#scripts/faults/oracle/http-server.ts'
import { openHttpServer } from '#scripts/faults/oracle/http-server.ts'
import type { Mark } from '#scripts/faults/oracle/mark.ts'
import { markIn } from '#scripts/faults/oracle/mark.ts'
import type { ReceiptCall } from '#scripts/faults/oracle/receipt-calls.ts'
import { createReceiptCalls } from '#scripts/faults/oracle/receipt-calls.ts'
import type { ReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'
import type { TakingsLog } from '#scripts/faults/oracle/takings.ts'

export type MessenteFront = { port: number; receipts: ReceiptPost<ReceiptCall>; stop(): void }

type Text = { name: string; mark: Mark; dlrUrl: string; to: string; fate: Fate }
type Entry = { messages?: { message_id: string }[]; errors?: { code: string; source: string }[]; to: string }

const JSON_TYPE = { 'content-type': 'application/json' }
const NOTHING = { ref: '-', promised: '-' } as const
/** Of the texts that are refused so many spoil the whole request, as one that does not fit the interface's rules does. */
const SPOILS = 0.3

/** Messente's Omnichannel API on a free port of this machine: one text a request, or many, whose fates then lie together. */
export async function openMessenteFront(
  log: TakingsLog,
  { fateOf, nextRef, secret }: { fateOf(text: string, attempt: number): Fate; nextRef(): string; secret: string },
): Promise<MessenteFront> {
  const attempts = createAttempts()
  const receipts = createReceiptCalls()
  const server = await openHttpServer(endOf)

  async function endOf({ method, url, body }: HttpQuestion): Promise<HttpEnd> {
    if (method === 'GET') return answer(404, { errors: [{ code: '101' }] }) // asked for a message that it never had
    const isBulk = url === '/v1/omnimessages'
    const payload = JSON.parse(body.toString('utf8'))
    const texts: Text[] = (isBulk ? payload.messages : [payload]).map(textOf)
    if (isBulk && texts.some(({ fate }) => fate.reaction === 'refuse' && fate.manner < SPOILS)) {
      return answer(400, { errors: [{ code: '105', source: 'messages[0].to' }] })
    }
    for (const { name } of texts) attempts.note(name)
    for (const text of texts) if (text.fate.forged) receipts.post(forgery(text), FORGED_AFTER_MS)
    if (texts.some(({ fate }) => fate.reaction === 'throttle')) {
      await logAll(texts, 'throttled')
      return answer(429, { errors: [{ code: '109' }] }, { 'retry-after': '1' })
    }
    const cut = texts.findIndex(({ fate }) => fate.reaction === 'reset')
    // Cut off in the middle of a list: those before it are taken all the same.
    if (cut >= 0) {
      await takeAll(texts.slice(0, cut))
      await logAll(texts.slice(cut), 'dropped')
      return lostAnswer(texts[cut]?.fate)
    }
    const entries = await takeAll(texts)
    const odd = texts.find(({ fate }) => fate.reaction !== 'accept' && fate.reaction !== 'refuse')?.fate
    if (odd?.reaction === 'accept-then-reset') return lostAnswer(odd)
    if (odd?.reaction === 'accept-then-hang') return { end: 'hang' }
    const [only] = entries
    const said = isBulk ? answer(201, { messages: entries }) : answer(only?.errors ? 400 : 201, only)
    return odd?.reaction === 'accept-late' ? { ...said, end: 'answer late' } : said
  }

  // biome-ignore lint/suspicious/noExplicitAny: whatever came over the wire
  function textOf(message: any): Text {
    const text: string = message.messages[0].text
    const mark = markIn(text)
    if (!mark) throw new Error(`a text without a mark came: ${text}`)
    const name = `${mark.campaign} ${mark.person} messente`
    return { name, mark, dlrUrl: message.dlr_url, to: message.to, fate: fateOf(name, attempts.next(name)) }
  }

  /** Takes those that it does not refuse; their lines are on the disk when it comes back. */
  async function takeAll(texts: readonly Text[]): Promise<Entry[]> {
    const entries = await Promise.all(texts.map(takeOne))
    if (texts.some(({ fate }) => fate.receipts.some(({ afterMs }) => afterMs < 0))) await pause(EARLY_MS)
    return entries
  }

  async function takeOne(text: Text): Promise<Entry> {
    const { fate, name, to } = text
    if (fate.reaction === 'refuse') {
      await logAll([text], 'refused')
      return { errors: [{ code: '105', source: 'to' }], to }
    }
    const ref = nextRef()
    attempts.forget(name)
    await log.append({ ...takingOf(text), verdict: 'took', ref, promised: promisedBy(fate) })
    for (const { status, afterMs } of fate.receipts) {
      receipts.post(callOf(text, JSON.stringify({ status, message_id: ref, err: 0, to }), secret), afterMs)
    }
    return { messages: [{ message_id: ref }], to }
  }

  async function logAll(texts: readonly Text[], verdict: 'refused' | 'throttled' | 'dropped'): Promise<void> {
    await Promise.all(texts.map((text) => log.append({ ...takingOf(text), verdict, ...NOTHING })))
  }

  return {
    port: server.port,
    receipts,
    stop() {
      receipts.stop()
      server.stop()
    },
  }
}

function takingOf({ mark, fate }: Text) {
  return { atMs: Date.now(), front: 'messente', ...mark, part: 1, parts: 1, fate: wordOf(fate) } as const
}

function answer(status: number, payload: unknown, headers: Record<string, string> = {}) {
  return { end: 'answer', status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(payload) } as const
}

/** What says nothing about what was taken: a cut, an error, a page of something that stands before the interface. */
function lostAnswer(fate: Fate | undefined): HttpEnd {
  const manner = ((fate?.manner ?? 0) * 10) % 3
  if (manner < 1) return { end: 'reset' }
  if (manner < 2) return answer(500, { errors: [{ code: '104' }] })
  return { end: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' }
}

function callOf({ dlrUrl }: Text, body: string, secret: string): ReceiptCall {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const headers = { ...JSON_TYPE, 'x-messente-signature': signature }
  return { method: 'POST', url: dlrUrl, headers, body, forged: false }
}

/** The contrary of what is true of a text, under a secret that is not ours. */
function forgery(text: Text): ReceiptCall {
  const status = promisedBy(text.fate) === 'delivered' ? 'UNDELIV' : 'DELIVRD'
  const body = JSON.stringify({ status, message_id: `forged-${text.name}`, err: 0, to: text.to })
  return { ...callOf(text, body, 'a guess'), forged: true }
}
