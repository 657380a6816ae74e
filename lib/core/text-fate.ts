import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { receiptRank } from '#lib/core/delivery-status.ts'

type Reported = 'accepted' | 'undelivered' | 'expired' | 'delivered' | 'rejected' | 'unknown'

/**
 * What the reports of a text's parts make of the whole: delivered when all parts are; once one part is lost, so is the text;
 * null while nothing can be said.
 */
export function textFate(reports: readonly { part: number; status: Reported }[], parts: number): DeliveryStatus | null {
  const best = new Map<number, DeliveryStatus>()
  for (const { part, status } of reports) {
    const reported = statusReported(status)
    if (reported && rank(reported) > rank(best.get(part))) best.set(part, reported)
  }
  const fates = [...best.values()]
  if (fates.length === parts && fates.every((fate) => fate === 'delivered')) return 'delivered'
  const lost = fates.find((fate) => fate === 'undelivered') ?? fates.find((fate) => fate === 'expired')
  if (lost) return lost
  return fates.length === parts ? 'accepted' : null
}

/** A network that rejects a text it accepted has not delivered it; that it knows nothing says nothing. */
function statusReported(status: Reported): DeliveryStatus | null {
  if (status === 'rejected') return 'undelivered'
  return status === 'unknown' ? null : status
}

function rank(status: DeliveryStatus | undefined): number {
  return (status && receiptRank(status)) ?? 0
}
