import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { deliveriesOf } from '#db/queries/partitions.ts'
import type { DeliveryKey } from '#lib/core/client-ref.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { DeliveryFigures } from '#lib/core/status-change.ts'

export type ReceiptStatus = 'accepted' | 'undelivered' | 'expired' | 'delivered' | 'rejected' | 'unknown'

export type NewReceipt = {
  ref: string
  status: ReceiptStatus
  detail: string
  raw: string | null
  reportedAt: Date | null
  clientRef: string | null
}

/** A receipt whose turn it is, with the delivery that its reference belongs to: null while we do not know the reference. */
export type DueReceipt = {
  receiptId: string
  provider: string
  ref: string
  status: ReceiptStatus
  clientRef: string | null
  /** How many parts the text went out in. */
  parts: number | null
  /** When we heard of the text's acceptance, and of this; null before the former. */
  acceptedMilliseconds: number | null
  receivedMilliseconds: number
  delivery: (Omit<DeliveryFigures, 'holdId'> & { status: DeliveryStatus }) | null
}

/** The best that was reported of each part of a text. */
export type PartReport = { deliveryId: string; part: number; status: ReceiptStatus }

/** Stores receipts as they came and puts them in the queue. One that was reported before is not stored again. */
export async function insertReceipts(tx: Tx, provider: string, receipts: readonly NewReceipt[]): Promise<void> {
  await prepared(
    tx,
    sql`
    with stored as (
      insert into receipts (provider, ref, status, detail, raw, reported_at, client_ref)
      select ${provider}, * from unnest(
        ${arrayLiteral(receipts.map(({ ref }) => ref))}::text[], ${arrayLiteral(receipts.map(({ status }) => status))}::text[],
        ${arrayLiteral(receipts.map(({ detail }) => detail))}::text[], ${arrayLiteral(receipts.map(({ raw }) => raw))}::text[],
        ${arrayLiteral(receipts.map(({ reportedAt }) => reportedAt?.toISOString()))}::timestamptz[],
        ${arrayLiteral(receipts.map(({ clientRef }) => clientRef))}::text[])
      on conflict (provider, ref, status) do nothing
      returning id
    )
    insert into receipts_to_apply (receipt_id) select id from stored`,
  )
}

/** Receipts whose turn it is, locked: another worker takes others. */
export async function takeDueReceipts(tx: Tx, limit: number): Promise<DueReceipt[]> {
  const rows = await prepared<Referred>(
    tx,
    sql`
    with due as (
      select receipt_id from receipts_to_apply where due_at <= now() order by due_at, receipt_id limit ${limit} for update skip locked
    )
    select r.id as "receiptId", r.provider, r.ref, r.status, r.client_ref as "clientRef", f.parts,
      (extract(epoch from r.received_at) * 1000)::bigint as "receivedMilliseconds",
      f.chain_id as "chainId", f.month::text as month, f.delivery_id as "deliveryId"
    from due join receipts r on r.id = due.receipt_id
    left join delivery_refs f on f.provider = r.provider and f.ref = r.ref`,
  )
  const found = new Map<string, FoundDelivery>()
  // Receipts of a moment are nearly always about one month, now and then about two.
  for (const [month, referred] of Map.groupBy(rows, (row) => row.month)) {
    if (month !== null)
      for (const delivery of await findReferred(tx, month, referred)) found.set(delivery.deliveryId, delivery)
  }
  return rows.map(({ chainId: _, month: __, deliveryId, ...receipt }) => {
    const { acceptedMilliseconds = null, ...delivery } = found.get(deliveryId ?? '') ?? {}
    return { ...receipt, acceptedMilliseconds, delivery: 'deliveryId' in delivery ? delivery : null }
  })
}

type Referred = Omit<DueReceipt, 'delivery' | 'acceptedMilliseconds'> &
  ({ chainId: string; month: string; deliveryId: string } | { chainId: null; month: null; deliveryId: null })

type FoundDelivery = NonNullable<DueReceipt['delivery']> & Pick<DueReceipt, 'acceptedMilliseconds'>

async function findReferred(tx: Tx, month: string, referred: readonly Referred[]): Promise<FoundDelivery[]> {
  return prepared(
    tx,
    sql`
    select d.id as "deliveryId", d.status, d.chain_id as "chainId", d.month::text as month, d.campaign_id as "campaignId",
      d.clinic_id as "clinicId", (d.planned_at at time zone c.zone)::date::text as day, d.kind, d.channel, d.language, d.segments,
      d.price_micro as "priceMicro", d.free_if_undelivered as "freeIfUndelivered", (extract(epoch from d.accepted_at) * 1000)::bigint as "acceptedMilliseconds"
    from (
      select distinct chain_id, id from unnest(
        ${arrayLiteral(referred.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(referred.map(({ deliveryId }) => deliveryId))}::uuid[]
      ) as t (chain_id, id)
    ) as r
    join ${deliveriesOf(month)} d on d.chain_id = r.chain_id and d.month = ${month}::date and d.id = r.id
    left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id`,
  )
}

/** All that was ever reported of the parts of some texts. */
export async function findPartReports(tx: Tx, deliveryIds: readonly string[]): Promise<PartReport[]> {
  return prepared(
    tx,
    sql`
    select f.delivery_id as "deliveryId", f.part, r.status
    from delivery_refs f join receipts r on r.provider = f.provider and r.ref = f.ref
    where f.delivery_id = any(${arrayLiteral(deliveryIds)}::uuid[])`,
  )
}

export type ReceiptMove = { key: DeliveryKey; from: DeliveryStatus; to: DeliveryStatus }

/**
 * Lifts deliveries to a reported status, each only from the status it was read in. Returns the ids of those that changed. One that
 * somebody else is changing is left alone rather than waited for: two workers would come to wait for each other.
 */
export async function writeReceiptMoves(tx: Tx, moves: readonly ReceiptMove[]): Promise<Set<string>> {
  const written = new Set<string>()
  for (const [month, ofMonth] of Map.groupBy(moves, ({ key }) => key.month)) {
    for (const { id } of await writeMovesOf(tx, month, ofMonth)) written.add(id)
  }
  return written
}

async function writeMovesOf(tx: Tx, month: string, moves: readonly ReceiptMove[]): Promise<{ id: string }[]> {
  return prepared(
    tx,
    sql`
    with free as (
      select d.chain_id, d.month, d.id, m.status_to
      from unnest(
        ${arrayLiteral(moves.map(({ key }) => key.chainId))}::uuid[],
        ${arrayLiteral(moves.map(({ key }) => key.deliveryId))}::uuid[], ${arrayLiteral(moves.map(({ from }) => from))}::text[],
        ${arrayLiteral(moves.map(({ to }) => to))}::text[]
      ) as m (chain_id, id, status_from, status_to)
      join ${deliveriesOf(month)} d on d.chain_id = m.chain_id and d.month = ${month}::date and d.id = m.id and d.status = m.status_from
      for update of d skip locked
    )
    update ${deliveriesOf(month)} d set status = free.status_to, reason = case when d.status not in ('unknown', 'resent') and free.status_to <> 'delivered' then d.reason end,
      accepted_at = coalesce(d.accepted_at, now()), final_at = case when free.status_to <> 'accepted' then now() end
    from free where d.chain_id = free.chain_id and d.month = free.month and d.id = free.id
    returning d.id`,
  )
}

/** The hold that pays for each of some deliveries: that of the batch they are in. */
export async function findHolds(tx: Tx, keys: readonly DeliveryKey[]): Promise<Map<string, string | null>> {
  const rows = await tx.execute<{ id: string; hold_id: string | null }>(sql`
    select d.id, b.hold_id
    from unnest(
      ${arrayLiteral(keys.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(keys.map(({ month }) => month))}::date[],
      ${arrayLiteral(keys.map(({ deliveryId }) => deliveryId))}::uuid[]
    ) as k (chain_id, month, id)
    join deliveries d on d.chain_id = k.chain_id and d.month = k.month and d.id = k.id
    join batches b on b.chain_id = d.chain_id and b.campaign_id is not distinct from d.campaign_id and b.month = d.month
      and d.id between b.first_id and b.last_id`)
  return new Map(rows.map(({ id, hold_id }) => [id, hold_id]))
}

/** Takes receipts off the queue: they have said what they had to say. */
export async function finishReceipts(tx: Tx, receiptIds: readonly string[]): Promise<void> {
  await prepared(tx, sql`delete from receipts_to_apply where receipt_id = any(${arrayLiteral(receiptIds)}::uuid[])`)
}

/** Puts the first receipt aside that is due, for a minute, two, four … up to a day: it cannot be applied. Those behind it go on. */
export async function setAsideFirstReceipt(
  tx: Tx,
): Promise<{ receiptId: string; provider: string; failures: number } | null> {
  const [row] = await prepared<{ receiptId: string; provider: string; failures: number }>(
    tx,
    sql`
    update receipts_to_apply q set failures = q.failures + 1,
      due_at = now() + least(make_interval(mins => (2 ^ least(q.failures, 12))::int), interval '1 day')
    from (
      select receipt_id from receipts_to_apply where due_at <= now() order by due_at, receipt_id limit 1 for update skip locked
    ) as first, receipts r
    where q.receipt_id = first.receipt_id and r.id = q.receipt_id
    returning q.receipt_id as "receiptId", r.provider, q.failures`,
  )
  return row ?? null
}

/** Lets receipts of references that are not ours yet wait, the longer the older they are; forgets those that waited too long. */
export async function postponeReceipts(tx: Tx, receiptIds: readonly string[], keepHours: number): Promise<void> {
  const ids = arrayLiteral(receiptIds)
  await prepared(
    tx,
    sql`
    update receipts_to_apply q set due_at = now() + least(greatest(now() - r.received_at, interval '2 seconds'), interval '10 minutes')
    from receipts r where r.id = q.receipt_id and q.receipt_id = any(${ids}::uuid[])`,
  )
  await prepared(
    tx,
    sql`
    delete from receipts where id = any(${ids}::uuid[]) and received_at < now() - make_interval(hours => ${keepHours}::int)`,
  )
}

/**
 * Adopts references that a provider told together with our own, in a receipt or when asked: the text went out although we never
 * heard the answer.
 * Only of texts that are, or were, in doubt; any other either has its references or is about to get them.
 */
export async function adoptRefs(
  tx: Tx,
  refs: readonly { provider: string; ref: string; key: DeliveryKey; part?: number; parts?: number }[],
): Promise<Set<string>> {
  const rows = await tx.execute<{ ref: string }>(sql`
    insert into delivery_refs (provider, ref, part, parts, chain_id, month, delivery_id)
    select r.provider, r.ref, r.part, r.parts, d.chain_id, d.month, d.id
    from unnest(
      ${arrayLiteral(refs.map(({ provider }) => provider))}::text[], ${arrayLiteral(refs.map(({ ref }) => ref))}::text[],
      ${arrayLiteral(refs.map(({ key }) => key.chainId))}::uuid[], ${arrayLiteral(refs.map(({ key }) => key.month))}::date[],
      ${arrayLiteral(refs.map(({ key }) => key.deliveryId))}::uuid[],
      ${arrayLiteral(refs.map(({ part = 1 }) => part))}::smallint[], ${arrayLiteral(refs.map(({ parts = 1 }) => parts))}::smallint[]
    ) as r (provider, ref, chain_id, month, delivery_id, part, parts)
    join deliveries d on d.chain_id = r.chain_id and d.month = r.month and d.id = r.delivery_id
    where d.status in ('unknown', 'resent', 'written_off') and d.provider = r.provider
    on conflict (provider, ref) do nothing
    returning ref`)
  return new Set(rows.map(({ ref }) => ref))
}
