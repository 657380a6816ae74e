export const MIN_SENDER_CHARACTERS = 3
export const MAX_SENDER_CHARACTERS = 11

export type SenderNameFault =
  | 'sender_too_short'
  | 'sender_too_long'
  | 'sender_characters'
  | 'sender_spaces'
  | 'sender_no_letter'
  | 'sender_reserved'

// Names that phones or people take for the operator or the system.
const RESERVED = new Set([
  'info',
  'verify',
  'alert',
  'sms',
  'notice',
  'service',
  'unknown',
  'police',
  'politsei',
  'bank',
  '112',
])

/**
 * What is wrong with the name that stands on a patient's phone as the sender, or null. Letters and digits of ASCII and single
 * spaces, three to eleven characters, at least one of them a letter: what every operator carries unchanged.
 *
 * Source: 3GPP TS 23.040 §9.1.2.5 (eleven septets), operators' rules as collected in GOV.UK Notify and Traficom's guidance.
 */
export function senderNameFault(name: string): SenderNameFault | null {
  if (name.length < MIN_SENDER_CHARACTERS) return 'sender_too_short'
  if (name.length > MAX_SENDER_CHARACTERS) return 'sender_too_long'
  if (!/^[A-Za-z0-9 ]+$/.test(name)) return 'sender_characters'
  if (name !== name.trim() || name.includes('  ')) return 'sender_spaces'
  if (!/[A-Za-z]/.test(name)) return 'sender_no_letter'
  if (RESERVED.has(senderNameKey(name)) || name.startsWith('00')) return 'sender_reserved'
  return null
}

/** Two senders are the same to a patient when these are equal. */
export function senderNameKey(name: string): string {
  return name.replaceAll(' ', '').toLowerCase()
}
