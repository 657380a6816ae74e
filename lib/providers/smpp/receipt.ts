import type { ProviderReceipt } from '#lib/providers/provider.ts'
import type { Pdu } from '#lib/providers/smpp/pdu.ts'

type ReceiptStatus = ProviderReceipt['status']

// SMPP 3.4, section 5.2.28 (message_state) and appendix B (stat); FAILED and NACK are Messente's.
const BY_STATE: Record<number, ReceiptStatus> = {
  1: 'accepted',
  2: 'delivered',
  3: 'expired',
  4: 'undelivered',
  5: 'undelivered',
  6: 'accepted',
  7: 'unknown',
  8: 'rejected',
}
const BY_STAT: Record<string, ReceiptStatus> = {
  ENROUTE: 'accepted',
  ACCEPTD: 'accepted',
  DELIVRD: 'delivered',
  EXPIRED: 'expired',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  FAILED: 'undelivered',
  NACK: 'undelivered',
  UNKNOWN: 'unknown',
  REJECTD: 'rejected',
}

const ESM_CLASS_TYPE = 0x3c
const MAX_RAW_CHARACTERS = 1_000

/**
 * Reads a deliver_sm as a receipt, from its TLVs where it has them and else from its text ("id:… stat:… err:…"; the order of
 * the fields and their case differ between carriers). Null for anything else, such as a patient's reply.
 *
 * Its dates carry no zone and are left alone: when it came is known better.
 */
export function receiptOf(pdu: Pdu): ProviderReceipt | null {
  const text = textOf(pdu)
  const ref = tlvText(pdu.receipted_message_id) ?? fieldOf(text, 'id')
  const status = BY_STATE[Number(pdu.message_state)] ?? BY_STAT[fieldOf(text, 'stat')?.toUpperCase() ?? '']
  if (!ref || !status) return null

  // A reply may quote anything; only what is marked as a receipt, or carries its TLV, counts as one.
  const marked = (Number(pdu.esm_class ?? 0) & ESM_CLASS_TYPE) !== 0 || pdu.receipted_message_id !== undefined
  if (!marked) return null
  return { ref, status, detail: detailOf(pdu, text), raw: text.slice(0, MAX_RAW_CHARACTERS) }
}

function textOf(pdu: Pdu): string {
  for (const carried of [pdu.short_message, pdu.message_payload]) {
    const message = (carried as { message?: string | Buffer } | undefined)?.message
    if (message && message.length > 0) return typeof message === 'string' ? message : message.toString('latin1')
  }
  return ''
}

function fieldOf(text: string, name: 'id' | 'stat' | 'err'): string | undefined {
  return new RegExp(`(?:^|\\s)${name}:\\s*(\\S+)`, 'i').exec(text)?.[1]
}

/** Some carriers leave out the closing NUL, and the codec then reads on into the next field: it begins with a control octet. */
function tlvText(value: unknown): string | undefined {
  return typeof value === 'string' ? /^[!-~]+/.exec(value)?.[0] : undefined
}

function detailOf(pdu: Pdu, text: string): string {
  const stat = fieldOf(text, 'stat') ?? `state ${Number(pdu.message_state)}`
  const err = fieldOf(text, 'err')
  const network = Buffer.isBuffer(pdu.network_error_code) ? pdu.network_error_code.toString('hex') : undefined
  return [stat, err && `err ${err}`, network && `network error ${network}`].filter(Boolean).join(', ')
}
