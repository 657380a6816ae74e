import type { SubmitSm } from '#lib/providers/smpp/submit-parts.ts'

// The packets that come and go thousands of times a second, without the codec of npm `smpp`, which takes ten times as long over them.

const COMMAND_ID = 0x0000_0004
const RESPONSE_ID = 0x8000_0004
const HEADER_BYTES = 16
/** Beside header, addresses, validity and message: fourteen fields of one octet, and the zeros after three strings. */
const OTHER_BYTES = 17

/** The octets of a submit_sm (SMPP 3.4, section 4.4.1), as the codec would write them: a test holds the two equal. */
export function encodeSubmitSm(sequenceNumber: number, fields: SubmitSm): Buffer {
  const { source_addr: source, destination_addr: destination, short_message: message } = fields
  const validity = absoluteTime(fields.validity_period)
  const length = HEADER_BYTES + OTHER_BYTES + source.length + destination.length + validity.length + message.length
  const packet = Buffer.allocUnsafe(length)
  packet.writeUInt32BE(length, 0)
  packet.writeUInt32BE(COMMAND_ID, 4)
  packet.writeUInt32BE(0, 8)
  packet.writeUInt32BE(sequenceNumber, 12)

  let at = HEADER_BYTES
  const octet = (value: number) => {
    packet[at] = value
    at += 1
  }
  const text = (value: string) => {
    at += packet.write(value, at, 'latin1')
    octet(0)
  }
  octet(0) // service_type
  octet(fields.source_addr_ton)
  octet(fields.source_addr_npi)
  text(source)
  octet(fields.dest_addr_ton)
  octet(fields.dest_addr_npi)
  text(destination)
  octet(fields.esm_class ?? 0)
  octet(0) // protocol_id
  octet(0) // priority_flag
  octet(0) // schedule_delivery_time
  text(validity)
  octet(fields.registered_delivery)
  octet(0) // replace_if_present_flag
  octet(fields.data_coding)
  octet(0) // sm_default_msg_id
  octet(message.length)
  packet.set(message, at)
  return packet
}

/** A submit_sm_resp (SMPP 3.4, section 4.4.2) that carries its message id and nothing else; null for all others, which the codec reads. */
export function readSubmitSmResp(packet: Buffer) {
  if (packet.readUInt32BE(4) !== RESPONSE_ID || packet.indexOf(0, HEADER_BYTES) !== packet.length - 1) return null
  return {
    command: 'submit_sm_resp',
    command_length: packet.length,
    command_id: RESPONSE_ID,
    command_status: packet.readUInt32BE(8),
    sequence_number: packet.readUInt32BE(12),
    message_id: packet.toString('ascii', HEADER_BYTES, packet.length - 1),
  }
}

let latest = { instant: Number.NaN, written: '' }

/** SMPP 3.4, section 7.1.1.1: YYMMDDhhmmsst00+, in UTC. The texts of a campaign share theirs. */
function absoluteTime(instant: Date): string {
  const milliseconds = instant.getTime()
  if (milliseconds === latest.instant) return latest.written
  const digits = instant.toISOString().replace(/\D/g, '')
  latest = { instant: milliseconds, written: `${digits.slice(2, 15)}00+` }
  return latest.written
}
