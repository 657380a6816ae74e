import { splitSms } from '#lib/core/sms-segments.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

export type SandboxTrial = {
  outcome: Extract<SendOutcome, { outcome: 'unknown' }>
  /** Whether the text went out all the same, and when its receipt comes. */
  kept: { receiptAfterSeconds: number } | null
}

// So long that a page can be looked at before the receipt decides by itself.
const LATE_RECEIPT_SECONDS = 600
const RECEIPT_OF_A_PART_SECONDS = 3

// By the last seven digits of a number, or what stands before the @ of an address: nobody has them who did not choose them.
const TRIALS: readonly [ending: string, trial: (ref: string, text: string) => SandboxTrial][] = [
  ['5550100', () => unanswered('no answer in time', { receiptAfterSeconds: LATE_RECEIPT_SECONDS })],
  ['5550101', () => unanswered('connection lost: the sandbox hung up', null)],
  ['5550102', somePartsOnly],
]

/**
 * How the sandbox leaves a text in doubt, for numbers that ask for it; null for all others.
 *
 * …5550100: no answer, but it is out: a look-up finds it, or its receipt after ten minutes. …5550101: the connection breaks and it is
 * not out: nobody will ever tell. …5550102: of a text in several parts only the first is answered, and arrives. The same before the @
 * of an e-mail address.
 */
export function sandboxTrial(address: string, ref: string, text: string): SandboxTrial | null {
  const name = address.replace(/@.*$/, '')
  const [, trial] = TRIALS.find(([ending]) => name.endsWith(ending)) ?? []
  return trial?.(ref, text) ?? null
}

function unanswered(detail: string, kept: SandboxTrial['kept']): SandboxTrial {
  return { outcome: { outcome: 'unknown', detail }, kept }
}

function somePartsOnly(ref: string, text: string): SandboxTrial {
  const parts = splitSms(text).parts.length
  if (parts < 2) return unanswered('no answer in time', null)
  const refs = Array.from({ length: parts }, (_, index) => (index === 0 ? ref : null))
  return {
    outcome: { outcome: 'unknown', detail: `1 of ${parts} parts were taken: no answer in time`, refs },
    kept: { receiptAfterSeconds: RECEIPT_OF_A_PART_SECONDS },
  }
}
