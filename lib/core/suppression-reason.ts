// Why a text that was planned, and agreed at Send, was held back at the last moment. The facts are read again when a window of
// texts is about to leave; the first reason that holds is kept.
export const SUPPRESSION_REASONS = [
  'deceased',
  'number_changed',
  'address_changed',
  'opted_out',
  'no_consent',
  'same_number',
  'blank',
  'longer_than_priced',
  'appointment_changed',
  'appointment_cancelled',
] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]
