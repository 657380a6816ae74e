import * as z from 'zod'

const words = z.string().max(2_000)
const path = z.string().startsWith('/')

// Every letter that the service itself writes, with what is filled in. Words: messages/<locale>/letters.json under the kind:
// `subject`, `body` (paragraphs at empty lines) and, where there is a `path`, the `action` that its link is introduced with.
// A parameter that ends in Micro is written as money.
export const letterKinds = {
  /** A colleague is invited. */
  invite: z.object({ name: words, chain: words, inviter: words, days: z.int(), path }),
  /** A forgotten password. */
  reset: z.object({ name: words, minutes: z.int(), path }),
  /** Somebody signs in with another password, second step or passkey than before. */
  'sign-in-changed': z.object({ name: words, what: z.enum(['password', 'totp', 'passkey', 'recovery']), path }),
  /** A send waits for a second person. */
  'approval-asked': z.object({ requester: words, campaign: words, people: z.int(), costMicro: z.int(), path }),
  'approval-approved': z.object({ approver: words, campaign: words, path }),
  'approval-rejected': z.object({ approver: words, campaign: words, reason: words, path }),
  /** The free money of a chain has fallen below its threshold. */
  'balance-low': z.object({ chain: words, availableMicro: z.int(), limitMicro: z.int(), path }),
  /** A chain owes: a payment was taken back after it was spent. */
  'balance-owing': z.object({ chain: words, owedMicro: z.int(), path }),
  /** The nightly proof has found sums that do not fit; to operators. */
  'ledger-difference': z.object({ count: z.int(), path }),
  /** What becomes of a chain's application for the service. */
  'application-submitted': z.object({ name: words, chain: words, path }),
  'application-approved': z.object({ name: words, chain: words, sender: words, path }),
  'application-returned': z.object({ name: words, chain: words, reason: words, path }),
  'application-rejected': z.object({ name: words, chain: words, reason: words, path }),
} as const satisfies Record<string, z.ZodType<Record<string, string | number>>>

export type LetterKind = keyof typeof letterKinds
export type LetterParams<K extends LetterKind> = z.input<(typeof letterKinds)[K]>

export function isLetterKind(kind: string): kind is LetterKind {
  return kind in letterKinds
}
