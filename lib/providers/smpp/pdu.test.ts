import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createPduSplitter, decodePdu, encodePdu, MalformedPdu } from '#lib/providers/smpp/pdu.ts'

test('packets are found again in whatever chunks they arrive', () => {
  const packets = [1, 2, 3].map((n) => encodePdu('submit_sm_resp', n, { message_id: 'x'.repeat(n * 7) }))
  const stream = Buffer.concat(packets)
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
      const split = createPduSplitter()
      const edges = [0, ...cuts.toSorted((a, b) => a - b), stream.length]
      const found = edges.slice(1).flatMap((edge, index) => split(stream.subarray(edges[index], edge)))
      expect(found.map((packet) => decodePdu(packet).sequence_number)).toEqual([1, 2, 3])
    }),
  )
})

test.each([
  ['a length below the header', '0000000f'],
  ['a length of gigabytes: nothing is kept in memory for it', '7fffffff'],
])('%s ends the stream', (_why, hex) => {
  expect(() => createPduSplitter()(Buffer.from(hex, 'hex'))).toThrow(MalformedPdu)
})

test('whatever a packet carries, it is read or refused, and nothing else happens', () => {
  const commands = fc.constantFrom(0x80000004, 0x00000005, 0x80000009, 0x00000103, 0x12345678)
  fc.assert(
    fc.property(commands, fc.uint8Array({ maxLength: 300 }), (command, body) => {
      const header = Buffer.alloc(16)
      header.writeUInt32BE(16 + body.length, 0)
      header.writeUInt32BE(command, 4)
      header.writeUInt32BE(9, 12)
      try {
        expect(decodePdu(Buffer.concat([header, body])).sequence_number).toBe(9)
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedPdu)
        expect((error as MalformedPdu).sequenceNumber).toBe(9)
      }
    }),
    { numRuns: 3_000 },
  )
})
