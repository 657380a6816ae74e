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
  'mailbox_full',
  'mailbox_off',
  'server_away',
  'mail_refused',
  'mail_other',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

type Wordings = readonly [FailureReason, RegExp][]

// Carriers word the same few causes in their own ways; the first pattern that fits names the cause. Their codes become statuses
// in each provider's folder; this only reads what they say beside it.
const OF_PHONES: Wordings = [
  ['bad_sender', /^bad_sender$|sender not allowed|invalid source/i],
  ['full', /\bfull\b/i],
  ['unreachable', /absent|switched off|detached|unreachable|no (paging )?response|turned off/i],
  [
    'bad_number',
    /^bad_number$|unknown subscriber|invalid (number|destination|dest)|not exist|unallocated|no destination/i,
  ],
  ['blocked', /^blocked$|barred|blacklist|refus|reject|spam|policy/i],
]
// Mail servers, by the codes of RFC 3463 where they give them.
const OF_MAILBOXES: Wordings = [
  [
    'bad_address',
    /^bad_(address|number)$|mailbox (does not exist|unknown)|no such (user|mailbox)|(user|host|domain) (unknown|not found)|\b5\.1\.([1-6]|10)\b/i,
  ],
  ['mailbox_full', /\bfull\b|over quota|\b[45]\.2\.2\b/i],
  ['mailbox_off', /switched off|disabled|suspended|inactive|\b[45]\.2\.1\b/i],
  ['server_away', /unreachable|no (answer|response)|timed? ?out|connection refused|\b[45]\.4\.[1-6]\b/i],
  ['mail_refused', /^(blocked|bad_sender)$|blocked|blacklist|refus|reject|spam|policy|\b5\.7\.\d/i],
]

/**
 * Why a text did not arrive, in one of the few ways that a clinic can do something about.
 *
 * `detail` is the engine's own reason or, where there is none, what the provider's receipt said.
 */
export function failureReason(channel: 'sms' | 'email', status: DeliveryStatus, detail: string | null): FailureReason {
  if (status === 'expired') return 'expired'
  const [wordings, otherwise] =
    channel === 'sms' ? ([OF_PHONES, 'other'] as const) : ([OF_MAILBOXES, 'mail_other'] as const)
  return wordings.find(([, pattern]) => pattern.test(detail ?? ''))?.[0] ?? otherwise
}

/** Failures that a corrected number or address would mend. */
export function isMendable(reason: FailureReason): boolean {
  return reason === 'bad_number' || reason === 'bad_address'
}
