import { setTimeout as pause } from 'node:timers/promises'

import { createAttempts } from '#scripts/faults/oracle/attempts.ts'
import type { Fate } from '#scripts/faults/oracle/fates.ts'
import { EARLY_MS, FORGED_AFTER_MS, promisedBy, wordOf } from '#scripts/faults/oracle/fates.ts'
import type { HttpEnd, HttpQuestion } from '#scripts/faults/oracle/http-server.ts'
import { openHttpServer } from '#scripts/faults/oracle/http-server.ts'
import { markIn } from '#scripts/faults/oracle/mark.ts'
import type { ReceiptCall } from '#scripts/faults/oracle/receipt-calls.ts'
import { createReceiptCalls } from '#scripts/faults/oracle/receipt-calls.ts'
import type { ReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'
import type { TakingsLog } from '#scripts/faults/oracle/takings.ts'

export type KannelFront = { port: number; receipts: ReceiptPost<ReceiptCall>; stop(): void }

const NOTHING = { ref: '-', promised: '-' } as const
// gw/dlr.h; an expired text is a failure whose receipt says why.
const CODES = { DELIVRD: '1', UNDELIV: '2', EXPIRED: '2', ACCEPTD: '8' } as const
type Stat = keyof typeof CODES

/** The sendsms interface of Kannel on a free port of this machine; it fetches the dlr-url of a text to report on it. */
export async function openKannelFront(
  log: TakingsLog,
  { fateOf }: { fateOf(text: string, attempt: number): Fate },
): Promise<KannelFront> {
  const attempts = createAttempts()
  const receipts = createReceiptCalls()
  const server = await openHttpServer(endOf)

  async function endOf({ headers, body }: HttpQuestion): Promise<HttpEnd> {
    if (!headers['x-kannel-to']) return says(400, 'Missing receiver(s) number(s), rejected')
    const text = body.toString('utf8')
    const dlrUrl = String(headers['x-kannel-dlr-url'])
    const mark = markIn(text)
    if (!mark) throw new Error(`a text without a mark came: ${text}`)
    const name = `${mark.campaign} ${mark.person} kannel`
    const fate = fateOf(name, attempts.next(name))
    attempts.note(name)
    const taking = { atMs: Date.now(), front: 'kannel', ...mark, part: 1, parts: 1, fate: wordOf(fate) } as const
    if (fate.forged) receipts.post(forgery(dlrUrl, fate), FORGED_AFTER_MS)

    switch (fate.reaction) {
      case 'refuse':
        await log.append({ ...taking, verdict: 'refused', ...NOTHING })
        return says(403, 'Number(s) has/have been denied by white- and/or black-lists.')
      case 'throttle':
        await log.append({ ...taking, verdict: 'throttled', ...NOTHING })
        return says(503, 'Temporal failure, try again later.')
      case 'reset':
        await log.append({ ...taking, verdict: 'dropped', ...NOTHING })
        return lostAnswer(fate)
    }

    attempts.forget(name)
    // Kannel gives texts no name: the address for its receipts is one.
    const ref = URL.parse(dlrUrl)?.pathname.split('/').at(-1) ?? ''
    await log.append({ ...taking, verdict: 'took', ref, promised: promisedBy(fate) })
    for (const { status, afterMs } of fate.receipts) receipts.post(callOf(dlrUrl, status), afterMs)
    if (fate.reaction === 'accept-then-reset') return lostAnswer(fate)
    if (fate.reaction === 'accept-then-hang') return { end: 'hang' }
    if (fate.receipts.some(({ afterMs }) => afterMs < 0)) await pause(EARLY_MS)
    const said = says(202, fate.manner < 0.8 ? '0: Accepted for delivery' : '3: Queued for later delivery')
    return fate.reaction === 'accept-late' ? { ...said, end: 'answer late' } : said
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

function says(status: number, words: string) {
  return { end: 'answer', status, headers: { 'content-type': 'text/html' }, body: words } as const
}

/** What says nothing about what was taken. */
function lostAnswer({ manner }: Fate): HttpEnd {
  return manner < 0.5 ? { end: 'reset' } : says(500, 'Internal error')
}

function callOf(dlrUrl: string, stat: Stat): ReceiptCall {
  const said = `id:1 sub:001 dlvrd:001 stat:${stat} err:000 text:`
  const url = dlrUrl.replace('%d', CODES[stat]).replace('%A', encodeURIComponent(said))
  return { method: 'GET', url, headers: {}, body: null, forged: false }
}

/** The contrary of what is true of a text, with a key that opens nothing. */
function forgery(dlrUrl: string, fate: Fate): ReceiptCall {
  const { url, ...call } = callOf(dlrUrl, promisedBy(fate) === 'delivered' ? 'UNDELIV' : 'DELIVRD')
  return { ...call, url: url.replace(/&key=[^&]*/, '&key=AAAAAAAAAAAAAAAAAAAAAA'), forged: true }
}
