import type { SmppFilter } from 'smpp'
import smpp from 'smpp'

import type { SubmitSm } from '#lib/providers/smpp/submit-parts.ts'
import { encodeSubmitSm, readSubmitSmResp } from '#lib/providers/smpp/submit-sm.ts'

// Receipts may carry their text as a message_payload of up to 64 kB; nothing we read is longer.
const MAX_PDU_BYTES = 70_000
const HEADER_BYTES = 16
const RESPONSE_BIT = 0x8000_0000

smpp.PDU.maxLength = MAX_PDU_BYTES
keepOctets(smpp.commands.deliver_sm?.params?.short_message)
keepOctets(smpp.tlvs.message_payload)

/** The codec reads texts with tables of its own; the octets stay beside them. */
function keepOctets(field: { filter?: SmppFilter } | undefined) {
  const filter = field?.filter
  if (!field || !filter) throw new Error('the codec has changed')
  field.filter = {
    ...filter,
    decode(value, ...rest) {
      const read = filter.decode.call(this, value, ...rest)
      return Buffer.isBuffer(value) && typeof read === 'object' ? { ...read, octets: value } : read
    },
  }
}

/** A packet as the codec of npm `smpp` reads it: header fields, then whatever its command carries. */
export type Pdu = {
  readonly command: string
  readonly command_id: number
  readonly command_status: number
  readonly sequence_number: number
  readonly [field: string]: unknown
}

/** How the message begins of what ends a link, when its bytes make no sense. */
export const NOT_SMPP = 'not SMPP'

/** Bytes that are not SMPP. `sequenceNumber` is set when the frame was whole, so that the stream can go on after it. */
export class MalformedPdu extends Error {
  override name = 'MalformedPdu'
  readonly sequenceNumber: number | undefined

  constructor(message: string, sequenceNumber?: number) {
    super(message)
    this.sequenceNumber = sequenceNumber
  }
}

export function encodePdu(command: string, sequenceNumber: number, fields: Record<string, unknown> = {}): Buffer {
  if (command === 'submit_sm') return encodeSubmitSm(sequenceNumber, fields as SubmitSm)
  const pdu = new smpp.PDU(command, fields)
  pdu.sequence_number = sequenceNumber
  return pdu.toBuffer()
}

/** @throws MalformedPdu when a length inside the packet points outside it */
export function decodePdu(bytes: Buffer): Pdu {
  try {
    return readSubmitSmResp(bytes) ?? (new smpp.PDU(bytes) as Pdu)
  } catch (error) {
    throw new MalformedPdu((error as Error).message, bytes.readUInt32BE(12))
  }
}

export function isResponseId(commandId: number): boolean {
  return commandId >= RESPONSE_BIT
}

/**
 * Cuts a stream of bytes into packets, whatever chunks they come in.
 *
 * @throws MalformedPdu without a sequence number when a length cannot be true: the place in the stream is lost for good
 */
export function createPduSplitter(): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0)

  return (chunk) => {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const packets: Buffer[] = []
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE(0)
      if (length < HEADER_BYTES || length > MAX_PDU_BYTES)
        throw new MalformedPdu(`${NOT_SMPP}: a packet of ${length} bytes`)
      if (bytes.length < length) break
      packets.push(bytes.subarray(0, length))
      bytes = bytes.subarray(length)
    }
    rest = Buffer.from(bytes)
    return packets
  }
}
