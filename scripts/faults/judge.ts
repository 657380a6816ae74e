import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { textFate } from '#lib/core/text-fate.ts'
import type { Promised } from '#scripts/faults/oracle/takings.ts'

// What the oracle knows beside what we say: the oracle took a text or it did not, whatever anybody was told.

export type Said = { person: number; status: DeliveryStatus; priceMicro: number }

/** What happened to one person's text: how often each of its parts was taken, and what its receipts said. */
export type Happened = { taken: number[]; promised: (Promised | null)[] }

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

type Claim = 'still to be sent' | 'held back' | 'in doubt' | 'sent' | 'sent and lost on the way'

const CLAIMS: Record<DeliveryStatus, Claim> = {
  planned: 'still to be sent',
  submitting: 'still to be sent',
  rejected: 'held back',
  cancelled: 'held back',
  suppressed: 'held back',
  expired_unsent: 'held back',
  unknown: 'in doubt',
  resent: 'in doubt',
  written_off: 'in doubt',
  accepted: 'sent',
  delivered: 'sent',
  undelivered: 'sent and lost on the way',
  expired: 'sent and lost on the way',
}

/** `said` is null where somebody who was to get a text has no delivery. */
export function judge(said: Said | null, happened: Happened | null): Judgement {
  const claim = said ? CLAIMS[said.status] : 'still to be sent'
  const taken = happened?.taken ?? []
  const some = taken.some((times) => times > 0)
  const breaches = new Set<Breach>()
  if (taken.some((times) => times > 1)) breaches.add('doubled')
  if (claim === 'still to be sent') breaches.add(some ? 'contradicted' : 'lost')
  if (claim === 'held back' && some) breaches.add('contradicted')
  if (said && (claim === 'sent' || claim === 'sent and lost on the way')) {
    // A text of which a part was never taken is lost on the way as soon as another part is.
    const enough = claim === 'sent' ? some && taken.every((times) => times > 0) : some
    if (!enough) breaches.add('lost')
    else if (!endsOf(happened as Happened).includes(said.status)) breaches.add('misreported')
  }
  const moneyIsWrong = breaches.has('contradicted') || (breaches.has('lost') && claim !== 'still to be sent')
  const wrongMicro = moneyIsWrong ? (said?.priceMicro ?? 0) : 0
  return { breaches: [...breaches], sent: some, unknown: said?.status === 'unknown', wrongMicro }
}

/** What we may say of it. Of a long text in doubt we may know one part only, and what was said of that at first. */
function endsOf({ promised }: Happened): DeliveryStatus[] {
  const reports = promised.flatMap((promise, index) => {
    const end = endOf(promise)
    return end === null ? [] : [{ part: index + 1, status: end }]
  })
  const end = textFate(reports, promised.length) ?? 'accepted'
  if (promised.length === 1) return [end]
  return [end, ...promised.flatMap((promise) => firstOf(promise) ?? [])]
}

function endOf(promise: Promised | null): 'delivered' | 'undelivered' | 'expired' | null {
  if (promise === null || promise === '-') return null
  return promise.endsWith('then-delivered') ? 'delivered' : (promise as 'delivered' | 'undelivered' | 'expired')
}

function firstOf(promise: Promised | null): 'undelivered' | 'expired' | null {
  if (promise?.startsWith('undelivered')) return 'undelivered'
  return promise?.startsWith('expired') ? 'expired' : null
}
