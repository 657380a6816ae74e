import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { textFate } from '#lib/core/text-fate.ts'
import type { Taking } from '#scripts/faults/oracle/takings.ts'

// What the oracle knows beside what we say: the oracle took a text or it did not, whatever anybody was told.

export type Said = { person: number; status: DeliveryStatus; priceMicro: number }

/** What happened to one person's text: how often each of its parts was taken, and what its receipts said. */
export type Happened = { taken: number[]; promised: (Taking['promised'] | null)[] }

export type Breach =
  /** Taken twice: the person has it twice on the phone. */
  | 'doubled'
  /** Neither at the oracle nor in doubt, and we do not say that it was held back. */
  | 'lost'
  /** We say that it was not sent, or is still to be sent, and the oracle took it. */
  | 'contradicted'
  /** We say another end than its receipts said. */
  | 'misreported'

export type Judgement = { breaches: Breach[]; sent: boolean; unknown: boolean; wrongMicro: number }

const HELD_BACK: readonly DeliveryStatus[] = ['rejected', 'cancelled', 'suppressed', 'expired_unsent']
const OPEN: readonly DeliveryStatus[] = ['planned', 'submitting']

/** `said` is null where somebody who was to get a text has no delivery. */
export function judge(said: Said | null, happened: Happened | null): Judgement {
  const taken = happened?.taken ?? []
  const some = taken.some((times) => times > 0)
  const whole = taken.length > 0 && taken.every((times) => times > 0)
  const breaches: Breach[] = []
  if (taken.some((times) => times > 1)) breaches.push('doubled')
  const status = said?.status ?? null
  const says = claimOf(status)
  if (says === 'nothing') breaches.push(some ? 'contradicted' : 'lost')
  if (says === 'held back' && some) breaches.push('contradicted')
  if (says === 'sent' && status !== 'unknown') {
    if (!whole) breaches.push('lost')
    else if (status !== endOf(happened as Happened)) breaches.push('misreported')
  }
  const moneyIsWrong = breaches.includes('contradicted') || (breaches.includes('lost') && says === 'sent')
  return { breaches, sent: some, unknown: status === 'unknown', wrongMicro: moneyIsWrong ? (said?.priceMicro ?? 0) : 0 }
}

function claimOf(status: DeliveryStatus | null): 'nothing' | 'held back' | 'sent' {
  if (status === null || OPEN.includes(status)) return 'nothing'
  return HELD_BACK.includes(status) ? 'held back' : 'sent'
}

function endOf({ promised }: Happened): DeliveryStatus {
  const reports = promised.flatMap((status, index) =>
    status === null || status === '-' ? [] : [{ part: index + 1, status }],
  )
  return textFate(reports, promised.length) ?? 'accepted'
}
