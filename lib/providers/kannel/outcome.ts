import type { HttpAnswer } from '#lib/providers/http/exchange.ts'
import type { RejectionReason, SendOutcome } from '#lib/providers/provider.ts'

export type KannelVerdict =
  | SendOutcome
  /** Nothing of this text: the gateway does not let us in, is busy, or something else answers. */
  | { outcome: 'refused_us' }
  | { outcome: 'busy' }
  | { outcome: 'no_such_address' }
  | { outcome: 'not_kannel' }

// The words are those of smsbox (gw/smsbox.c); the user guide, "SMS Push reply codes", gives the statuses.
const TAKEN = /^(0: Accepted for delivery|3: Queued for later delivery|Sent\.)/
const NOT_LET_IN = /^Authorization failed/
const REASONS: readonly [RegExp, RejectionReason][] = [
  [/receiver/i, 'bad_number'],
  [/denied by white|black-list/i, 'blocked'],
  [/sender/i, 'bad_sender'],
  [/^Not routable/i, 'other'],
]
const MAX_DETAIL_CHARACTERS = 80

/**
 * What smsbox answered. 202 means that it has the text, be it queued until an SMSC is there; 4xx that it never takes it as it is;
 * 503 that bearerbox did not take it and it may be tried again. Any other status is not in the guide.
 *
 * @param ref what receipts of this text will name; Kannel gives none itself
 */
export function verdictOf({ status, body }: Pick<HttpAnswer, 'status' | 'body'>, ref: string): KannelVerdict {
  const words = body.trim()
  if (status === 404 || status === 405) return { outcome: 'no_such_address' }
  if (/^<(!doctype|html)/i.test(words)) return { outcome: 'not_kannel' }
  if (status === 202 || (status === 200 && TAKEN.test(words))) {
    return TAKEN.test(words)
      ? { outcome: 'accepted', refs: [ref] }
      : { outcome: 'unknown', detail: `an answer that is not in the guide (${status})` }
  }
  if (status === 401 || (status === 403 && NOT_LET_IN.test(words))) return { outcome: 'refused_us' }
  if (status === 429 || status === 503) return { outcome: 'busy' }
  if (status >= 500) return { outcome: 'unknown', detail: `server error (${status})` }
  if (status >= 400) {
    return { outcome: 'rejected', reason: reasonOf(words), detail: `${status} ${withoutDigits(words)}` }
  }
  return { outcome: 'not_kannel' }
}

function reasonOf(words: string): RejectionReason {
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

/** Denied numbers are named in the answer. */
function withoutDigits(words: string): string {
  return words.replace(/\+?\d{4,}/g, '…').slice(0, MAX_DETAIL_CHARACTERS)
}
