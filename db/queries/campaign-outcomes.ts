import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type Campaign = { chainId: string; id: string; month: string }

/** What became of the text that a patient was written down for. */
export type TextOutcome = {
  deliveryId: string
  month: string
  status: DeliveryStatus
  /** Why it was held back, what put it in doubt, or how it failed: the engine's reason, else what the provider's receipt said. */
  reason: string | null
  language: string
  attempt: number
  plannedAt: Date
  submittedAt: Date | null
  acceptedAt: Date | null
  finalAt: Date | null
  /** Of the batch that it waits in. */
  batchStatus: string | null
  notBefore: Date | null
}

/** The text that a patient was written down for, the latest where it was sent again; null when there is none. */
export async function findTextOf(tx: Tx, campaign: Campaign, patientId: string): Promise<TextOutcome | null> {
  const { chainId, id, month } = campaign
  const [row] = await tx.execute<{ [Name in keyof TextOutcome]: Exclude<TextOutcome[Name], Date> | string }>(sql`
    select d.id as "deliveryId", d.month::text as month, d.status, d.language, d.attempt, d.planned_at as "plannedAt",
      d.submitted_at as "submittedAt", d.accepted_at as "acceptedAt", d.final_at as "finalAt", b.status as "batchStatus",
      b.not_before as "notBefore",
      coalesce(d.reason, (
        select r.detail from whole_chain.delivery_refs f join whole_chain.receipts r on r.provider = f.provider and r.ref = f.ref
        where f.delivery_id = d.id and r.status = d.status limit 1
      )) as reason
    -- A patient of one's own, though they may have come from another clinic since.
    from patients p join whole_chain.deliveries d on d.chain_id = p.chain_id and d.patient_id = p.id
    left join lateral (
      select batches.status, batches.not_before from whole_chain.batches as batches
      where d.status = 'planned' and batches.chain_id = d.chain_id and batches.campaign_id = d.campaign_id
        and batches.month = d.month and d.id between batches.first_id and batches.last_id
      limit 1
    ) as b on true
    where d.chain_id = ${chainId} and d.month = ${month}::date and d.campaign_id = ${id} and d.patient_id = ${patientId}
      and p.chain_id = ${chainId} and p.id = ${patientId}
    order by d.attempt desc limit 1`)
  if (!row) return null
  return {
    ...(row as unknown as TextOutcome),
    plannedAt: new Date(row.plannedAt),
    submittedAt: dateOrNull(row.submittedAt),
    acceptedAt: dateOrNull(row.acceptedAt),
    finalAt: dateOrNull(row.finalAt),
    notBefore: dateOrNull(row.notBefore),
  }
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
