import { encodeGsm7Unpacked, encodeUcs2 } from '#lib/core/sms-alphabet.ts'
import { splitSms } from '#lib/core/sms-segments.ts'
import type { OutboundSms } from '#lib/providers/provider.ts'

// SMPP 3.4, sections 5.2.5, 5.2.6, 5.2.12, 5.2.17 and 5.2.19
const TON = { international: 1, alphanumeric: 5, unknown: 0 } as const
const NPI = { isdn: 1, unknown: 0 } as const
const DATA_CODING = { gsm7: 0, ucs2: 8 } as const
const ESM_CLASS_WITH_HEADER = 0x40
const RECEIPT_WHATEVER_HAPPENS = 1

// 3GPP TS 23.040 §9.2.3.24.1: five octets follow; concatenation with an 8-bit reference; three octets of it.
const CONCATENATION = [0x05, 0x00, 0x03] as const

export type SubmitSm = Readonly<{
  source_addr_ton: number
  source_addr_npi: number
  source_addr: string
  dest_addr_ton: number
  dest_addr_npi: number
  destination_addr: string
  esm_class?: number
  validity_period: Date
  registered_delivery: number
  data_coding: number
  short_message: Buffer
}>

/**
 * The submit_sm packets of a text, one a part.
 *
 * The encoding is stated and the octets are made here, since the codec alone would send GSM-7 as IA5 and õ as Latin-1.
 *
 * @param reference 0–255, the same for the parts of one text and another for the next text to the same number
 */
export function submitParts(sms: OutboundSms, reference: number): SubmitSm[] {
  const { encoding, parts } = splitSms(sms.text)
  const encode = encoding === 'gsm7' ? encodeGsm7Unpacked : encodeUcs2
  const common = {
    ...sourceOf(sms.from),
    dest_addr_ton: TON.international,
    dest_addr_npi: NPI.isdn,
    destination_addr: sms.to.replace(/^\+/, ''),
    validity_period: sms.validUntil,
    registered_delivery: RECEIPT_WHATEVER_HAPPENS,
    data_coding: DATA_CODING[encoding],
  }
  if (parts.length === 1) return parts.map(({ text }) => ({ ...common, short_message: Buffer.from(encode(text)) }))
  return parts.map(({ text }, index) => ({
    ...common,
    esm_class: ESM_CLASS_WITH_HEADER,
    short_message: Buffer.from([...CONCATENATION, reference, parts.length, index + 1, ...encode(text)]),
  }))
}

function sourceOf(from: string) {
  const number = /^\+?(\d+)$/.exec(from)?.[1]
  if (!number) return { source_addr_ton: TON.alphanumeric, source_addr_npi: NPI.unknown, source_addr: from }
  if (from.startsWith('+'))
    return { source_addr_ton: TON.international, source_addr_npi: NPI.isdn, source_addr: number }
  // A short code: neither national nor international.
  return { source_addr_ton: TON.unknown, source_addr_npi: NPI.isdn, source_addr: number }
}
