import type { SubmitSm } from '#lib/providers/smpp/submit-parts.ts'

const COMMAND_ID = 0x0000_0004
const HEADER_BYTES = 16
/** Beside header, addresses, validity and message: fourteen fields of one octet, and the zeros after three strings. */
const OTHER_BYTES = 17

/**
 * The octets of a submit_sm (SMPP 3.4, section 4.4.1), as the codec of npm `smpp` would write them in ten times as long: it is the one
 * packet that is written thousands of times a second. A test holds the two equal.
 */
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

let latest = { instant: Number.NaN, written: '' }

/** SMPP 3.4, section 7.1.1.1: YYMMDDhhmmsst00+, in UTC. The texts of a campaign share theirs. */
function absoluteTime(instant: Date): string {
  const milliseconds = instant.getTime()
  if (milliseconds === latest.instant) return latest.written
  const digits = instant.toISOString().replace(/\D/g, '')
  latest = { instant: milliseconds, written: `${digits.slice(2, 15)}00+` }
  return latest.written
}
