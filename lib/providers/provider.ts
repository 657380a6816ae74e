import type { ProviderHealth } from '#lib/providers/health.ts'

/** One text to one phone number, ready to go: nothing in it is left to fill in. */
export type OutboundSms = {
  /** Ours for ever (lib/core/client-ref.ts); where the provider allows it, its receipt brings it back. */
  clientRef: string
  /** E.164, with the plus. */
  to: string
  from: string
  text: string
  /** After this instant the text must not arrive any more. */
  validUntil: Date
}

/** One letter to one address. The sender's address belongs to the transport; its name is the chain's. */
export type OutboundEmail = {
  clientRef: string
  to: string
  fromName: string
  subject: string
  text: string
  html: string
  /** BCP 47, for Content-Language. */
  language: string
  /** Takes the one-click POST of RFC 8058 and is the only URI of List-Unsubscribe; null for letters that are not offers. */
  oneClickUrl: string | null
  validUntil: Date
}

/**
 * What became of a text handed to a provider. Four answers, since each is handled differently:
 * only `not_sent` may be tried again, for only then is it sure that nothing went out.
 */
export type SendOutcome =
  /** One reference per part, in the order of the parts. */
  | { outcome: 'accepted'; refs: string[] }
  | { outcome: 'rejected'; reason: RejectionReason; detail: string }
  /** `onlyThis`: it is about this text alone (its mailbox is busy, say), and others may well go. */
  | { outcome: 'not_sent'; detail: string; onlyThis?: true }
  /** `refs` where only some parts were answered: one place per part, null for those without an answer. */
  | { outcome: 'unknown'; detail: string; refs?: (string | null)[] }

export type RejectionReason = 'bad_number' | 'bad_address' | 'bad_sender' | 'blocked' | 'other'

/** What a provider reports of a text (or of one part of it) that it accepted. */
export type ProviderReceipt = {
  ref: string
  status: 'accepted' | 'undelivered' | 'expired' | 'delivered' | 'rejected' | 'unknown'
  /** The provider's own word or code; no number, name or text. */
  detail: string
  /** The report as it came. */
  raw: string
  reportedAt?: Date
  /** Ours, where the provider echoes it: it finds a text whose submit answer was lost. */
  clientRef?: string
}

/** Resolves once the receipt is stored for good: only then may the provider be told that we have it. Rejects when it could not be stored. */
export type OnReceipt = (receipt: ProviderReceipt) => Promise<void>

/** What somebody answered to a text, as the provider brings it. */
export type ProviderReply = {
  /** The provider's own: a reply that comes twice is stored once. */
  id: string
  from: string
  to: string
  text: string
  receivedAt: Date
  /** The report as it came. */
  raw: string
  /** Set where this is one of the parts of a longer text, which may come in any order and to any worker; `number` counts from 1. */
  part?: { reference: number; number: number; total: number }
}

/** Resolves once the reply is stored for good, like OnReceipt. */
export type OnReply = (reply: ProviderReply) => Promise<void>

/** What a provider is opened with: the name of its account, and whom it tells what comes in. */
export type ProviderSeat = { name: string; onReceipt: OnReceipt; onReply: OnReply }

/** What a provider can do against doubles: nothing, refuse a client reference seen within a time, or answer whether it has one. */
export type DedupeAbility = { kind: 'none' } | { kind: 'key'; ttlSeconds: number } | { kind: 'lookup' }

export type Provider<Outbound> = {
  /** Its account's: part of every stored reference, so it never changes. */
  readonly name: string
  /** How many texts may be on the wire unanswered. The engine hands over at most this many at once. */
  readonly windowSize: number
  readonly dedupe: DedupeAbility
  /** Resolves in every case that a network or a provider can bring about, within a bound of its own. Throws only on a bug. */
  send(outbound: Outbound): Promise<SendOutcome>
  /** Where one request can carry many: one outcome for each, in their order. At most `bulkSize` are given at once. */
  sendMany?(outbounds: readonly Outbound[]): Promise<SendOutcome[]>
  readonly bulkSize?: number
  /** Where dedupe is 'lookup': what the provider knows of each; null for one it never took. What it cannot tell is not in the map. */
  lookup?(clientRefs: readonly string[]): Promise<Map<string, SendOutcome | null>>
  /** As its connections and latest answers show it. It mends by itself: a provider that is down tries again without being sent a text. */
  health(): ProviderHealth
  /** Ends connections after the answers in hand; what stays unanswered resolves as `unknown`. */
  close(): Promise<void>
}

export type SmsProvider = Provider<OutboundSms>
export type EmailProvider = Provider<OutboundEmail>
