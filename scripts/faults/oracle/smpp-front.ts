import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { PDU, Session } from 'smpp'
import smpp from 'smpp'

import { createAttempts } from '#scripts/faults/oracle/attempts.ts'
import type { Fate } from '#scripts/faults/oracle/fates.ts'
import { EARLY_MS, FORGED_AFTER_MS, promisedBy, wordOf } from '#scripts/faults/oracle/fates.ts'
import { markIn } from '#scripts/faults/oracle/mark.ts'
import type { ReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'
import { createReceiptPost } from '#scripts/faults/oracle/receipt-post.ts'
import type { TakingsLog } from '#scripts/faults/oracle/takings.ts'

// The octets of a submit_sm are read here: the codec would take GSM-7 for something else.
delete smpp.commands.submit_sm?.params?.short_message?.filter

const UDH_INDICATOR = 0x40
const STATUS = { refused: 0x0b, throttled: 0x58 } as const
/** Longer than the answer may take (lib/providers/smpp/provider.ts). */
const LATE_MS = 11_000
const RECEIPTS_AT_ONCE = 500
const NOTHING = { ref: '-', promised: '-' } as const

type Receipt = { ref: string; status: string }
export type SmppFront = { port: number; receipts: ReceiptPost<Receipt>; stop(): void }

/** An SMSC on a free port of this machine that logs what it takes before it answers, and then does as the fate of the text says. */
export async function openSmppFront(
  log: TakingsLog,
  fateOf: (text: string, attempt: number) => Fate,
  nextRef: () => string,
): Promise<SmppFront> {
  const sessions = new Map<Session, Set<() => void>>()
  const attempts = createAttempts()
  const carriers = () =>
    [...sessions].map(
      ([session, lost]) =>
        (receipt: Receipt) =>
          deliver(session, lost, receipt),
    )
  const receipts = createReceiptPost(carriers, RECEIPTS_AT_ONCE)

  const server = smpp.createServer((session) => {
    session.on('error', () => session.destroy())
    session.on('close', () => {
      for (const lost of sessions.get(session) ?? []) lost()
      sessions.delete(session)
    })
    session.on('bind_transceiver', (pdu: PDU) => {
      session.send(pdu.response({ system_id: 'oracle' }))
      sessions.set(session, new Set())
    })
    session.on('submit_sm', (pdu: PDU) => void take(session, pdu))
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function take(session: Session, pdu: PDU): Promise<void> {
    const { text, part, parts } = readSubmit(pdu)
    const mark = markIn(text)
    if (!mark) throw new Error(`a text without a mark came: ${text}`)
    const name = `${mark.campaign} ${mark.person} ${part}`
    const fate = fateOf(name, attempts.next(name))
    attempts.note(name)
    const taking = { atMs: Date.now(), front: 'smpp', ...mark, part, parts, fate: wordOf(fate) } as const
    if (fate.forged) receipts.post({ ref: `forged-${nextRef()}`, status: 'DELIVRD' }, FORGED_AFTER_MS)

    switch (fate.reaction) {
      case 'refuse':
        await log.append({ ...taking, verdict: 'refused', ...NOTHING })
        return answer(session, pdu, { command_status: STATUS.refused })
      case 'throttle':
        await log.append({ ...taking, verdict: 'throttled', ...NOTHING })
        return answer(session, pdu, { command_status: STATUS.throttled })
      case 'reset':
        await log.append({ ...taking, verdict: 'dropped', ...NOTHING })
        return session.destroy()
    }

    const ref = nextRef()
    attempts.forget(name)
    await log.append({ ...taking, verdict: 'took', ref, promised: promisedBy(fate) })
    for (const { status, afterMs } of fate.receipts) receipts.post({ ref, status }, afterMs)
    if (fate.reaction === 'accept-then-reset') return session.destroy()
    if (fate.reaction === 'accept-then-hang') return
    if (fate.reaction === 'accept-late') await pause(LATE_MS)
    if (fate.receipts.some(({ afterMs }) => afterMs < 0)) await pause(EARLY_MS)
    answer(session, pdu, { message_id: ref })
  }

  return {
    port: (server.address() as AddressInfo).port,
    receipts,
    stop() {
      receipts.stop()
      for (const session of sessions.keys()) session.destroy()
      server.close()
    },
  }
}

function answer(session: Session, pdu: PDU, fields: Record<string, unknown>): void {
  if (session.socket.writable) session.send(pdu.response(fields))
}

/** Hands a receipt to a worker; false when it did not say that it has it. */
function deliver(session: Session, lost: Set<() => void>, { ref, status }: Receipt): Promise<boolean> {
  return new Promise((resolve) => {
    const onLost = () => resolve(false)
    lost.add(onLost)
    const text = `id:${ref} sub:001 dlvrd:001 submit date:2611221004 done date:2611221005 stat:${status} err:000 text:`
    session.deliver_sm({ esm_class: 0x04, short_message: text }, (pdu) => {
      lost.delete(onLost)
      resolve(pdu.command_status === 0)
    })
  })
}

function readSubmit(pdu: PDU): { text: string; part: number; parts: number } {
  const octets = pdu.short_message as Buffer
  const headerLength = Number(pdu.esm_class) & UDH_INDICATOR ? (octets[0] ?? 0) + 1 : 0
  const text = octets.subarray(headerLength).toString('latin1')
  if (headerLength === 0) return { text, part: 1, parts: 1 }
  return { text, part: octets[5] ?? 1, parts: octets[4] ?? 1 }
}
