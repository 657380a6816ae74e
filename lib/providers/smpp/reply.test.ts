import smpp from 'smpp'
import { describe, expect, test } from 'vitest'

import { encodeGsm7Unpacked, encodeUcs2 } from '#lib/core/sms-alphabet.ts'
import { decodePdu } from '#lib/providers/smpp/pdu.ts'
import { receiptOf } from '#lib/providers/smpp/receipt.ts'
import { replyOf } from '#lib/providers/smpp/reply.ts'

const NOW = new Date('2026-11-22T10:00:00Z')

/** A deliver_sm of a patient as it is after its way over the wire. */
function written(octets: Uint8Array | string, fields: Record<string, unknown> = {}, now = NOW) {
  const from = { source_addr_ton: 1, source_addr_npi: 1, source_addr: '37255512345' }
  const to = { dest_addr_ton: 0, dest_addr_npi: 1, destination_addr: '1234' }
  const message = { short_message: typeof octets === 'string' ? Buffer.from(octets, 'hex') : Buffer.from(octets) }
  const pdu = new smpp.PDU('deliver_sm', { sequence_number: 7, ...from, ...to, data_coding: 0, ...message, ...fields })
  return replyOf(decodePdu(pdu.toBuffer()), now)
}

describe('a text', () => {
  test.each([
    ['GSM 03.38: @ is 0, ä is 7b, € is an escape pair', 0, encodeGsm7Unpacked('Jäh @ 5 €'), 'Jäh @ 5 €'],
    ['GSM 03.38 with a message class', 0xf1, encodeGsm7Unpacked('tulen'), 'tulen'],
    ['ASCII', 1, Buffer.from('STOP'), 'STOP'],
    ['Latin-1: õ is one octet', 3, Buffer.from('õhtul', 'latin1'), 'õhtul'],
    ['ISO 8859-5', 6, Buffer.from('c1c2bebf', 'hex'), 'СТОП'],
    ['UTF-16: Cyrillic', 8, encodeUcs2('Ждём 🦷'), 'Ждём 🦷'],
    ['UTF-16 with a message class', 0x19, encodeUcs2('õ'), 'õ'],
  ])('%s', (_why, dataCoding, octets, text) => {
    expect(written(octets, { data_coding: dataCoding })).toMatchObject({
      from: '+37255512345',
      to: '1234',
      text,
      receivedAt: NOW,
    })
  })

  test('a long one comes as message_payload', () => {
    const payload = { message: 'x'.repeat(300) }
    expect(written('', { message_payload: Buffer.from(payload.message) })?.text).toHaveLength(300)
  })

  test.each([
    ['octets that are no text', { data_coding: 4 }],
    ['nobody wrote it', { source_addr: '' }],
    ['a receipt', { esm_class: 4 }],
    ['an acknowledgement by a phone', { esm_class: 8 }],
  ])('%s is no reply', (_why, fields) => {
    expect(written('54', fields)).toBeNull()
  })

  test('that looks like a receipt is a reply all the same, and no receipt', () => {
    const pdu = new smpp.PDU('deliver_sm', { source_addr: '372', short_message: 'id:1 stat:DELIVRD err:000' })
    const read = decodePdu(pdu.toBuffer())
    expect(receiptOf(read)).toBeNull()
    expect(replyOf(read, NOW)?.text).toBe('id:1 stat:DELIVRD err:000')
  })
})

describe('a part of a longer text', () => {
  test.each([
    ['an 8-bit reference', '050003c80201', { esm_class: 0x40 }, { reference: 200, total: 2, number: 1 }],
    ['a 16-bit reference', '06080401c80302', { esm_class: 0x40 }, { reference: 456, total: 3, number: 2 }],
    [
      'another element before it',
      '0901020102' + '000309' + '0202',
      { esm_class: 0x40 },
      { reference: 9, total: 2, number: 2 },
    ],
    ['an only part is none', '050003c80101', { esm_class: 0x40 }, undefined],
    ['a part beyond the last', '050003c80203', { esm_class: 0x40 }, undefined],
    ['a header without it', '0401020102', { esm_class: 0x40 }, undefined],
  ])('%s', (_why, header, fields, part) => {
    const reply = written(`${header}54657265`, fields)
    expect(reply?.text).toBe('Tere')
    expect(reply?.part).toEqual(part)
  })

  test('told by parameters of their own', () => {
    const sar = { sar_msg_ref_num: 300, sar_total_segments: 2, sar_segment_seqnum: 2 }
    expect(written('54657265', sar)?.part).toEqual({ reference: 300, total: 2, number: 2 })
  })

  test('a header that points outside the text is read as text', () => {
    expect(written('7f0003', { esm_class: 0x40 })?.part).toBeUndefined()
  })
})

describe('its name', () => {
  test('is the same when the SMSC sends it again, and another for another text', () => {
    const later = new Date(NOW.getTime() + 60_000)
    expect(written('54')?.id).toBe(written('54', {}, later)?.id)
    expect(written('54')?.id).not.toBe(written('55')?.id)
    expect(written('54')?.id).not.toBe(written('54', { source_addr: '37255512346' })?.id)
  })

  test('the same words the next day are another reply', () => {
    expect(written('54')?.id).not.toBe(written('54', {}, new Date('2026-11-23T10:00:00Z'))?.id)
  })
})
