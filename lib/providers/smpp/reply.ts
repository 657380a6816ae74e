import { createHash } from 'node:crypto'

import { decodeGsm7Unpacked } from '#lib/core/sms-alphabet.ts'
import type { ProviderReply } from '#lib/providers/provider.ts'
import type { Pdu } from '#lib/providers/smpp/pdu.ts'

const ESM_CLASS_TYPE = 0x3c
const HEADER_INDICATOR = 0x40
const TON_INTERNATIONAL = 1
// 3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8: concatenation with an 8-bit and with a 16-bit reference.
const CONCATENATION = 0x00
const CONCATENATION_16 = 0x08
const MAX_RAW_CHARACTERS = 1_000
/** An SMSC that got no answer sends the same text again, soon; the same words hours later are another reply. */
const SAME_TEXT_MS = 10 * 60_000

type Part = NonNullable<ProviderReply['part']>

/** Reads a deliver_sm as a text that somebody wrote. Null for anything else: a receipt, a picture, an empty packet. */
export function replyOf(pdu: Pdu, now: Date): ProviderReply | null {
  if (pdu.command !== 'deliver_sm' || (Number(pdu.esm_class ?? 0) & ESM_CLASS_TYPE) !== 0) return null
  const octets = octetsOf(pdu)
  const { part, body } =
    Number(pdu.esm_class ?? 0) & HEADER_INDICATOR ? withoutHeader(octets) : { part: null, body: octets }
  const text = decode(body, Number(pdu.data_coding ?? 0))
  const from = addressOf(pdu.source_addr, pdu.source_addr_ton)
  if (text === null || from === '') return null

  const to = addressOf(pdu.destination_addr, pdu.dest_addr_ton)
  const wholePart = part ?? partOfTlvs(pdu)
  return {
    id: nameOf([from, to, octets.toString('hex')], now),
    from,
    to,
    text,
    receivedAt: now,
    raw: octets.toString('hex').slice(0, MAX_RAW_CHARACTERS),
    ...(wholePart && wholePart.total > 1 && { part: wholePart }),
  }
}

function octetsOf(pdu: Pdu): Buffer {
  for (const carried of [pdu.short_message, pdu.message_payload]) {
    const octets = (carried as { octets?: unknown } | undefined)?.octets
    if (Buffer.isBuffer(octets) && octets.length > 0) return octets
  }
  return Buffer.alloc(0)
}

/** A header whose lengths do not fit is no header: then the text is whatever stands there. */
function withoutHeader(octets: Buffer): { part: Part | null; body: Buffer } {
  const end = (octets[0] ?? 0) + 1
  if (end > octets.length) return { part: null, body: octets }
  let part: Part | null = null
  for (let at = 1; at + 1 < end; ) {
    const [element, length = 0] = octets.subarray(at, at + 2)
    const value = octets.subarray(at + 2, Math.min(at + 2 + length, end))
    if (element === CONCATENATION && value.length === 3) part = partOf(value[0], value[1], value[2])
    if (element === CONCATENATION_16 && value.length === 4) part = partOf(value.readUInt16BE(0), value[2], value[3])
    at += 2 + length
  }
  return { part, body: octets.subarray(end) }
}

function partOfTlvs({
  sar_msg_ref_num: reference,
  sar_total_segments: total,
  sar_segment_seqnum: number,
}: Pdu): Part | null {
  return partOf(asNumber(reference), asNumber(total), asNumber(number))
}

function partOf(reference?: number, total?: number, number?: number): Part | null {
  if (reference === undefined || !total || !number || number > total) return null
  return { reference, number, total }
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

// SMPP 3.4, section 5.2.19; the upper half is that of TS 23.038, section 4.
function decode(octets: Buffer, coding: number): string | null {
  if (coding === 0 || (coding & 0xf4) === 0xf0) return decodeGsm7Unpacked(octets)
  if (coding === 1) return octets.toString('latin1')
  if (coding === 3) return octets.toString('latin1')
  if (coding === 6) return new TextDecoder('iso-8859-5').decode(octets)
  if (coding === 8 || (coding & 0xec) === 0x08) return new TextDecoder('utf-16be').decode(octets)
  if ((coding & 0xec) === 0x00) return decodeGsm7Unpacked(octets)
  return null
}

function addressOf(address: unknown, ton: unknown): string {
  const text = typeof address === 'string' ? address.trim() : ''
  return ton === TON_INTERNATIONAL && /^\d+$/.test(text) ? `+${text}` : text
}

/** SMPP gives a text no name of its own that would come again with it. */
function nameOf(parts: string[], now: Date): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)
  return `${hash}.${Math.floor(now.getTime() / SAME_TEXT_MS).toString(36)}`
}
