import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { BatchRange } from '#db/queries/batches.ts'
import { inRange } from '#db/queries/batches.ts'
import { deliveriesOf } from '#db/queries/partitions.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'

/** What a provider's answer makes of a delivery. */
export type Outcome = {
  deliveryId: string
  status: 'accepted' | 'rejected' | 'planned' | 'unknown'
  reason: string | null
}

export type PartRef = { deliveryId: string; ref: string; part: number; parts: number }

/**
 * Writes what became of a window. Only what is still `submitting` under our epoch changes; the ids of those come back.
 * A delivery that surely did not go out is planned again, as if it had never been tried.
 */
export async function writeOutcomes(tx: Tx, batch: BatchRange, outcomes: readonly Outcome[]): Promise<Set<string>> {
  const rows = await prepared<{ id: string }>(
    tx,
    sql`
    update ${deliveriesOf(batch.month)} d set status = o.status, reason = o.reason,
      provider = case when o.status <> 'planned' then d.provider end,
      submitted_at = case when o.status <> 'planned' then d.submitted_at end,
      accepted_at = case when o.status = 'accepted' then now() end,
      final_at = case when o.status = 'rejected' then now() end
    from unnest(
      ${arrayLiteral(outcomes.map((outcome) => outcome.deliveryId))}::uuid[],
      ${arrayLiteral(outcomes.map((outcome) => outcome.status))}::text[], ${arrayLiteral(outcomes.map((outcome) => outcome.reason))}::text[]
    ) as o (id, status, reason)
    where d.chain_id = ${batch.chainId} and d.month = ${batch.month}::date and d.id = o.id
      and d.status = 'submitting' and d.epoch = ${batch.epoch}
    returning d.id`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Notes what the provider calls each part. A reference that it gives twice stays with the text that had it first. */
export async function insertRefs(
  tx: Tx,
  { chainId, month }: Pick<BatchRange, 'chainId' | 'month'>,
  provider: string,
  refs: readonly PartRef[],
): Promise<void> {
  if (refs.length === 0) return
  await prepared(
    tx,
    sql`
    insert into delivery_refs (provider, ref, part, parts, chain_id, month, delivery_id)
    select ${provider}, r.ref, r.part, r.parts, ${chainId}::uuid, ${month}::date, r.delivery_id
    from unnest(
      ${arrayLiteral(refs.map(({ ref }) => ref))}::text[], ${arrayLiteral(refs.map(({ part }) => part))}::smallint[],
      ${arrayLiteral(refs.map(({ parts }) => parts))}::smallint[], ${arrayLiteral(refs.map(({ deliveryId }) => deliveryId))}::uuid[]
    ) as r (ref, part, parts, delivery_id)
    on conflict (provider, ref) do nothing`,
  )
}

export type Leftover =
  | { from: 'submitting'; to: 'unknown'; reason: string }
  | { from: 'planned'; to: 'cancelled'; reason: string }
  | { from: 'accepted'; to: 'expired'; reason: string }

/** Moves what a batch has left in one status to another: nobody works on it any more. */
export async function moveLeftovers(
  tx: Tx,
  batch: BatchRange,
  { from, to, reason }: Leftover,
): Promise<StatusChange[]> {
  const rows = await prepared<Omit<StatusChange, 'from' | 'to' | 'holdId'>>(
    tx,
    sql`
    with moved as (
      update ${deliveriesOf(batch.month)} d set status = ${to}, reason = ${reason}, final_at = case when ${to} <> 'unknown' then now() end
      where ${inRange(batch)} and d.status = ${from}
      returning d.*
    )
    select d.id as "deliveryId", d.chain_id as "chainId", d.month::text as month, d.campaign_id as "campaignId", d.clinic_id as "clinicId",
      (d.planned_at at time zone c.zone)::date::text as day, d.kind, d.channel, d.language, d.segments, d.price_micro as "priceMicro",
      d.free_if_undelivered as "freeIfUndelivered"
    from moved d left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id`,
  )
  return rows.map((row) => ({ ...row, holdId: batch.holdId, from: from as DeliveryStatus, to: to as DeliveryStatus }))
}
