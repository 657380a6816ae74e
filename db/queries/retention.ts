import { sql } from 'drizzle-orm'

import type { Db, Tx } from '#db/client.ts'
import type { Retention } from '#lib/core/retention.ts'
import { DEFAULT_RETENTION } from '#lib/core/retention.ts'

// Texts, receipts and whom a text went to are taken away in the order of the deliveries' ids, which rise with time: a place in that order
// says what is done. Each call is one short transaction over one run of ids.

export async function findRetention(tx: Tx, chainId: string): Promise<Retention> {
  const [row] = await tx.execute<Retention>(sql`
    select text_days as "textDays", receipt_days as "receiptDays", delivery_months as "deliveryMonths" from retention where chain_id = ${chainId}`)
  return row ?? DEFAULT_RETENTION
}

export async function saveRetentionRow(tx: Tx, chainId: string, retention: Retention): Promise<void> {
  const { textDays, receiptDays, deliveryMonths } = retention
  await tx.execute(sql`
    insert into retention (chain_id, text_days, receipt_days, delivery_months)
    values (${chainId}, ${textDays}, ${receiptDays}, ${deliveryMonths})
    on conflict (chain_id) do update set text_days = excluded.text_days, receipt_days = excluded.receipt_days,
      delivery_months = excluded.delivery_months, updated_at = now()`)
}

export async function listChainsToKeep(keeperTx: Tx): Promise<{ chainId: string; retention: Retention }[]> {
  const rows = await keeperTx.execute<Partial<Retention> & { chainId: string }>(sql`
    select c.id as "chainId", r.text_days as "textDays", r.receipt_days as "receiptDays", r.delivery_months as "deliveryMonths"
    from chains c left join retention r on r.chain_id = c.id order by c.id`)
  return rows.map(({ chainId, textDays, receiptDays, deliveryMonths }) => ({
    chainId,
    retention: {
      textDays: textDays ?? DEFAULT_RETENTION.textDays,
      receiptDays: receiptDays ?? DEFAULT_RETENTION.receiptDays,
      deliveryMonths: deliveryMonths ?? DEFAULT_RETENTION.deliveryMonths,
    },
  }))
}

export type RetentionStep = 'texts' | 'receipts' | 'deliveries'

type Run = { chainId: string; step: RetentionStep; month: string; before: Date; limit: number }

/** The months that have deliveries, up to that of an instant, the oldest first: 'YYYY-MM-01'. */
export async function listMonths(keeperTx: Tx, before: Date): Promise<string[]> {
  const rows = await keeperTx.execute<{ month: string }>(sql`
    select to_char(to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM'), 'YYYY-MM-DD') as month from pg_inherits
    where inhparent = 'deliveries'::regclass and inhrelid::regclass::text ~ '^deliveries_\\d{4}_\\d{2}$'
      and to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM') <= ${before.toISOString()}::timestamptz
    order by 1`)
  return rows.map(({ month }) => month)
}

/**
 * Takes one run of a chain's deliveries of a month, after the place where the step stands, of those planned before an instant, and does its
 * work on them: `texts` lose what was merged in, of `receipts` what a provider wrote, of `deliveries` to whom they went. The place moves
 * with it.
 *
 * @returns how many deliveries the run had; fewer than `limit` means that the month is done for now
 */
export async function keepRun(keeperTx: Tx, { chainId, step, month, before, limit }: Run): Promise<number> {
  const [run] = await keeperTx.execute<{ ids: string; rows: number; last: string | null }>(sql`
    select coalesce(array_agg(id)::text, '{}') as ids, count(*)::int as rows, (array_agg(id order by id desc))[1] as last from (
      select id from deliveries
      where chain_id = ${chainId} and month = ${month}::date and planned_at < ${before.toISOString()}::timestamptz
        and id > coalesce(
          (select done_through from retention_progress where chain_id = ${chainId} and step = ${step} and month = ${month}::date),
          '00000000-0000-0000-0000-000000000000')
      order by id limit ${limit}
    ) as run`)
  if (!run?.last) return 0
  const ids = sql`${run.ids}::uuid[]`
  const ofRun = sql`chain_id = ${chainId} and month = ${month}::date and id = any(${ids})`
  if (step === 'texts') {
    await keeperTx.execute(sql`update deliveries set params = null where ${ofRun} and params is not null`)
    await keeperTx.execute(sql`delete from visit_links where chain_id = ${chainId} and delivery_id = any(${ids})`)
    await keeperTx.execute(sql`delete from sandbox_texts where chain_id = ${chainId} and delivery_id = any(${ids})`)
  }
  if (step === 'receipts') {
    await keeperTx.execute(sql`
      update receipts r set raw = null from delivery_refs f
      where f.delivery_id = any(${ids}) and r.provider = f.provider and r.ref = f.ref and r.raw is not null`)
  }
  if (step === 'deliveries') {
    await keeperTx.execute(sql`
      delete from receipts r using delivery_refs f where f.delivery_id = any(${ids}) and r.provider = f.provider and r.ref = f.ref`)
    await keeperTx.execute(sql`delete from delivery_refs where delivery_id = any(${ids})`)
    await keeperTx.execute(
      sql`update deliveries set patient_id = null, address = null, once_per = null, params = null where ${ofRun}`,
    )
  }
  await keeperTx.execute(sql`
    insert into retention_progress (chain_id, step, month, done_through) values (${chainId}, ${step}, ${month}::date, ${run.last})
    on conflict (chain_id, step, month) do update set done_through = greatest(retention_progress.done_through, excluded.done_through), updated_at = now()`)
  return run.rows
}

/** What patients wrote back, and the words of private messages, which may name somebody: as old as the texts that go. */
export async function blankOldWords(keeperTx: Tx, chainId: string, before: Date, limit: number): Promise<number> {
  const [replies] = await keeperTx.execute<{ rows: number }>(sql`
    with old as (
      select id from replies where chain_id = ${chainId} and received_at < ${before.toISOString()}::timestamptz and (body <> '' or raw is not null)
      order by id limit ${limit}
    ), blanked as (
      update replies r set body = '', raw = null from old where r.id = old.id returning r.id
    )
    select count(*)::int as rows from blanked`)
  const own = sql`
    select c.id from campaigns c
    where c.chain_id = ${chainId} and c.kind = 'private' and c.created_at < ${before.toISOString()}::timestamptz
      and c.status not in ('draft', 'scheduled', 'preparing', 'sending', 'paused', 'review', 'awaiting_approval')`
  for (const table of ['wordings', 'compositions']) {
    await keeperTx.execute(sql`
      update ${sql.identifier(table)} set subject = '', body = ''
      where chain_id = ${chainId} and campaign_id in (${own}) and (body <> '' or subject <> '')`)
  }
  return replies?.rows ?? 0
}

/** Receipts that belong to no text of ours have no chain to say how long they are kept. */
export async function blankStrayReceipts(keeperTx: Tx, before: Date, limit: number): Promise<number> {
  const [row] = await keeperTx.execute<{ rows: number }>(sql`
    with old as (
      select r.id from receipts r
      where r.received_at < ${before.toISOString()}::timestamptz and r.raw is not null
        and not exists (select from delivery_refs f where f.provider = r.provider and f.ref = r.ref)
      limit ${limit}
    ), blanked as (
      update receipts r set raw = null from old where r.id = old.id returning r.id
    )
    select count(*)::int as rows from blanked`)
  return row?.rows ?? 0
}

/** Drops whole months older than an instant that no chain keeps. @returns how many */
export async function dropDeliveryPartitions(db: Db, before: Date): Promise<number> {
  const [row] = await db.execute<{ dropped: number }>(
    sql`select drop_delivery_partitions(${before.toISOString()}::timestamptz::date) as dropped`,
  )
  return row?.dropped ?? 0
}
