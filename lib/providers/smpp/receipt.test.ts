import smpp from 'smpp'
import { describe, expect, test } from 'vitest'

import { decodePdu } from '#lib/providers/smpp/pdu.ts'
import { receiptOf } from '#lib/providers/smpp/receipt.ts'

/** A deliver_sm as it is after its way over the wire. */
function delivered(fields: Record<string, unknown>) {
  return decodePdu(new smpp.PDU('deliver_sm', { sequence_number: 7, ...fields }).toBuffer())
}

const text = (stat: string) =>
  `id:123 sub:001 dlvrd:001 submit date:2611221004 done date:2611221005 stat:${stat} err:000 text:Tere`

describe('receiptOf', () => {
  test.each([
    ['DELIVRD', 'delivered'],
    ['UNDELIV', 'undelivered'],
    ['EXPIRED', 'expired'],
    ['DELETED', 'undelivered'],
    ['ACCEPTD', 'accepted'],
    ['ENROUTE', 'accepted'],
    ['UNKNOWN', 'unknown'],
    ['REJECTD', 'rejected'],
    ['FAILED', 'undelivered'],
    ['NACK', 'undelivered'],
    ['delivrd', 'delivered'],
  ])('stat %s is %s', (stat, status) => {
    expect(receiptOf(delivered({ esm_class: 4, short_message: text(stat) }))).toMatchObject({ ref: '123', status })
  })

  test.each([
    ['2 delivered', 2, 'delivered'],
    ['3 expired', 3, 'expired'],
    ['5 undeliverable', 5, 'undelivered'],
    ['8 rejected', 8, 'rejected'],
  ])('message_state %s, without a text', (_name, state, status) => {
    const pdu = delivered({ esm_class: 4, receipted_message_id: 'a-1', message_state: state })
    expect(receiptOf(pdu)).toMatchObject({ ref: 'a-1', status, detail: `state ${state}` })
  })

  test('its own fields win over its text', () => {
    const pdu = delivered({
      esm_class: 4,
      short_message: text('ACCEPTD'),
      receipted_message_id: 'b-2',
      message_state: 2,
    })
    expect(receiptOf(pdu)).toMatchObject({ ref: 'b-2', status: 'delivered', detail: 'ACCEPTD, err 000' })
  })

  test('other order, other case, space after the colon', () => {
    const pdu = delivered({ esm_class: 4, short_message: 'Stat: UNDELIV ERR:05A Id: 77 Text:x' })
    expect(receiptOf(pdu)).toMatchObject({ ref: '77', status: 'undelivered', detail: 'UNDELIV, err 05A' })
  })

  test('a text carried as payload counts too', () => {
    const pdu = delivered({ esm_class: 4, message_payload: Buffer.from(text('DELIVRD')) })
    expect(receiptOf(pdu)).toMatchObject({ ref: '123', status: 'delivered' })
  })

  test('an id without its closing NUL does not swallow the field after it', () => {
    const bytes = new smpp.PDU('deliver_sm', { esm_class: 4, sequence_number: 7, message_state: 2 }).toBuffer()
    const id = Buffer.from('001e0003616263', 'hex')
    const headerAndBody = bytes.subarray(0, bytes.length - 5)
    const packet = Buffer.concat([headerAndBody, id, bytes.subarray(bytes.length - 5)])
    packet.writeUInt32BE(packet.length, 0)
    expect(receiptOf(decodePdu(packet))).toMatchObject({ ref: 'abc', status: 'delivered' })
  })

  test.each([
    ['a reply of a patient', { short_message: 'JAH' }],
    ['a reply that looks like a receipt', { short_message: text('DELIVRD') }],
    ['a receipt without an id', { esm_class: 4, short_message: 'stat:DELIVRD' }],
    ['a receipt with a status that nobody knows', { esm_class: 4, short_message: text('MAYBE') }],
  ])('%s is none', (_why, fields) => {
    expect(receiptOf(delivered(fields))).toBeNull()
  })
})
