import * as fc from 'fast-check'
import smpp from 'smpp'
import { expect, test } from 'vitest'

import { submitParts } from '#lib/providers/smpp/submit-parts.ts'
import { encodeSubmitSm, readSubmitSmResp } from '#lib/providers/smpp/submit-sm.ts'

const texts = fc.oneof(
  fc.constantFrom('Tere!', '€ {}', 'Vastuvõtule', 'Здравствуйте', '😀', 'a'.repeat(161), 'õ'.repeat(200)),
  fc.string({ minLength: 1, maxLength: 400 }),
)
const senders = fc.constantFrom('Hambaravi', '13013', '+37255512345')
const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })

test('a packet has the very octets that the codec would write', () => {
  fc.assert(
    fc.property(texts, senders, instants, fc.nat(0x7fff_ffff), (text, from, validUntil, sequenceNumber) => {
      const sms = { clientRef: 'c', to: '+37255512345', from, text, validUntil }
      for (const part of submitParts(sms, 7)) {
        const pdu = new smpp.PDU('submit_sm', part)
        pdu.sequence_number = sequenceNumber
        expect(encodeSubmitSm(sequenceNumber, part).toString('hex')).toBe(pdu.toBuffer().toString('hex'))
      }
    }),
  )
})

test('an answer is read as the codec reads it, and one that carries more is left to it', () => {
  const ids = fc.string({ unit: fc.constantFrom(...'0aF-_ ~\u0080\u00ff'), maxLength: 65 })
  fc.assert(
    fc.property(ids, fc.nat(0x7fff_ffff), fc.constantFrom(0, 0x58), (id, sequenceNumber, status) => {
      const packet = Buffer.concat([Buffer.alloc(16), Buffer.from(`${id}\0`, 'latin1')])
      for (const [index, word] of [packet.length, 0x80000004, status, sequenceNumber].entries())
        packet.writeUInt32BE(word, index * 4)
      expect(readSubmitSmResp(packet)).toEqual({ ...new smpp.PDU(packet) })
    }),
  )
  const more = new smpp.PDU('submit_sm_resp', { message_id: 'a', receipted_message_id: 'b' }).toBuffer()
  expect(readSubmitSmResp(more)).toBeNull()
  expect(readSubmitSmResp(new smpp.PDU('submit_sm_resp', { command_status: 8 }).toBuffer())).toBeNull()
  expect(readSubmitSmResp(new smpp.PDU('enquire_link_resp').toBuffer())).toBeNull()
})
