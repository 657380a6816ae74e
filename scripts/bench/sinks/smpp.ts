import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { PDU, Session } from 'smpp'
import smpp from 'smpp'

import { tallyOf } from '#scripts/bench/sinks/tally.ts'

// An SMSC in a process of its own that takes every text: by the server of npm `smpp`, as its own documentation has it.
// Arguments: after how many milliseconds it answers, and 'receipts' when it reports each text as delivered right after.

const [answerAfter = '0', receipts] = process.argv.slice(2)
const answerMs = Number(answerAfter)

// Octets stay octets: reading texts is none of its business.
delete smpp.commands.submit_sm?.params?.short_message?.filter

let lastRef = 0
const server = smpp.createServer((session) => {
  session.on('error', () => session.destroy())
  session.on('bind_transceiver', (pdu: PDU) => session.send(pdu.response({ system_id: 'sink' })))
  session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()))
  session.on('unbind', (pdu: PDU) => {
    session.send(pdu.response())
    session.close()
  })
  session.on('submit_sm', (pdu: PDU) => {
    tally.text()
    if (answerMs > 0) setTimeout(() => answer(session, pdu), answerMs)
    else answer(session, pdu)
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const tally = tallyOf((server.address() as AddressInfo).port)

function answer(session: Session, pdu: PDU): void {
  lastRef += 1
  const ref = `s${lastRef}`
  session.send(pdu.response({ message_id: ref }))
  if (receipts) report(session, ref)
}

/** One that is refused, since too many wait, is brought again. */
function report(session: Session, ref: string): void {
  const text = `id:${ref} sub:001 dlvrd:001 submit date:2611221004 done date:2611221005 stat:DELIVRD err:000 text:`
  session.deliver_sm({ esm_class: 0x04, short_message: text }, ({ command_status: status }) => {
    if (status === 0) tally.receipt()
    else setTimeout(() => report(session, ref), 100)
  })
}
