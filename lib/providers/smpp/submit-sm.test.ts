import * as fc from 'fast-check'
import smpp from 'smpp'
import { expect, test } from 'vitest'

import { submitParts } from '#lib/providers/smpp/submit-parts.ts'
import { encodeSubmitSm } from '#lib/providers/smpp/submit-sm.ts'

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
