import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

export const FAILURE_REASONS = [
  'unreachable',
  'bad_number',
  'bad_address',
  'full',
  'blocked',
  'bad_sender',
  'expired',
  'other',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

// Carriers word the same few causes in their own ways; the first pattern that fits names the cause. Their codes become statuses
// in each provider's folder; this only reads what they say beside it.
const WORDINGS: readonly [FailureReason, RegExp][] = [
  ['bad_address', /^bad_address$|mailbox (does not exist|unknown)|no such user|user unknown|\b5\.1\.[1-6]\b/i],
  ['bad_sender', /^bad_sender$|sender not allowed|invalid source/i],
  ['full', /\bfull\b|over quota|\b[45]\.2\.2\b/i],
  ['unreachable', /absent|switched off|detached|unreachable|no (paging )?response|turned off/i],
  [
    'bad_number',
    /^bad_number$|unknown subscriber|invalid (number|destination|dest)|not exist|unallocated|no destination/i,
  ],
  ['blocked', /^blocked$|barred|blacklist|refus|reject|spam|policy/i],
]

/**
 * Why a text did not arrive, in one of the few ways that a clinic can do something about.
 *
 * `detail` is the engine's own reason or, where there is none, what the provider's receipt said.
 */
export function failureReason(status: DeliveryStatus, detail: string | null): FailureReason {
  if (status === 'expired') return 'expired'
  return WORDINGS.find(([, pattern]) => pattern.test(detail ?? ''))?.[0] ?? 'other'
}

/** Failures that a corrected number or address would mend. */
export function isMendable(reason: FailureReason): boolean {
  return reason === 'bad_number' || reason === 'bad_address'
}
