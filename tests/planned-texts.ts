import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { clinics } from '#db/schema/chains.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

// A campaign at the moment when its batches become ready, written past the verbs that lead there.

export const PRICE_MICRO = 45_000

export type PlannedTexts = {
  chainId: string
  campaignId: string
  clinicId: string
  holdId: string
  month: string
}

export type PlannedTextsOptions = {
  texts: number
  batchSize?: number
  channel?: 'sms' | 'email'
  purpose?: 'offer' | 'notice'
  body?: string
  segments?: number
  /** From now; below nothing it has passed. */
  validForSeconds?: number
  priority?: number
}

/** Patients, a notice to each of them, and its price held; texts that are due now. */
export async function plannedTexts(ctx: Ctx, options: PlannedTextsOptions): Promise<PlannedTexts> {
  const { texts, batchSize = 500, channel = 'sms', purpose = 'notice', segments = 1, priority = 5 } = options
  const { body = 'Tere, {first_name}! Ootame Teid.', validForSeconds = 86_400 } = options
  const { chainId } = ctx
  const clinicId = randomUUID()
  await db()
    .insert(clinics)
    .values({ chainId, id: clinicId, name: `Kesklinn ${clinicId}` })
  const campaignId = randomUUID()
  const month = `${new Date().toISOString().slice(0, 7)}-01`
  const price = channel === 'sms' ? PRICE_MICRO * segments : 0
  const { holdId } = await inChain(ctx, (tx) =>
    holdMoney(tx, ctx, { campaignId, amountMicro: price * texts, factKey: `hold ${campaignId}` }),
  )
  await db().transaction(async (tx) => {
    await tx.execute(sql`
      insert into campaigns (chain_id, id, name, purpose, channel, status, audience, month, hold_id, people, outside_hours)
      values (${chainId}, ${campaignId}, 'Kevad', ${purpose}, ${channel}, 'sending', '{}', ${month}, ${holdId}, ${texts}, true)`)
    const [wording] = await tx.execute<{ id: string }>(sql`
      insert into wordings (chain_id, campaign_id, channel, purpose, language, subject, body)
      values (${chainId}, ${campaignId}, ${channel}, ${purpose}, 'et', ${channel === 'email' ? 'Kutse' : ''}, ${body}) returning id`)
    await tx.execute(sql`
      with patient as (
        insert into patients (chain_id, clinic_id, code, first_name, language, phone, phone_typed, phone_kind, phone_country, email)
        select ${chainId}::uuid, ${clinicId}::uuid, ${campaignId} || n, 'Mari', 'et', number, number, 'mobile', 'EE', 'mari' || n || '@example.ee'
        from generate_series(1, ${texts}::int) as n cross join lateral (select '+3725' || lpad(n::text, 7, '0') as number) as numbered
        returning id, phone, email
      ), consent as (
        insert into consents (chain_id, patient_id, purpose, channel, source)
        select ${chainId}::uuid, id, 'marketing', 'any', 'seed' from patient
      )
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country, language,
        wording_id, params, segments, price_micro, valid_until)
      select ${chainId}::uuid, ${month}::date, 'bulk', ${channel}, ${campaignId}::uuid, id, ${clinicId}::uuid, address, address,
        case ${channel} when 'sms' then 'EE' end, 'et', ${wording?.id}::uuid, array['Mari'], ${segments}::int, ${price}::bigint,
        now() + make_interval(secs => ${validForSeconds}::float8)
      from patient cross join lateral (select case ${channel} when 'sms' then phone else email end as address) as addressed`)
    await tx.execute(sql`
      insert into batches (chain_id, month, campaign_id, channel, kind, priority, hold_id, first_id, last_id, size)
      select ${chainId}::uuid, ${month}::date, ${campaignId}::uuid, ${channel}, 'bulk', ${priority}::int, ${holdId}::uuid,
        (array_agg(id order by id))[1], (array_agg(id order by id desc))[1], count(*)
      from (
        select id, (row_number() over (order by id) - 1) / ${batchSize}::int as batch from deliveries
        where chain_id = ${chainId} and campaign_id = ${campaignId}
      ) as numbered
      group by batch`)
    await tx.execute(sql`
      insert into campaign_counts (chain_id, campaign_id, language, status, texts, segments, cost_micro)
      values (${chainId}, ${campaignId}, 'et', 'planned', ${texts}, ${texts * segments}, ${texts * price})`)
    await tx.execute(sql`
      insert into delivery_days (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
      select chain_id, (planned_at at time zone 'Europe/Tallinn')::date, clinic_id, kind, channel, language, status, count(*), sum(segments), sum(price_micro)
      from deliveries where chain_id = ${chainId} and campaign_id = ${campaignId} group by 1, 2, 3, 4, 5, 6, 7`)
  })
  await db().execute(sql`analyze deliveries`)
  return { chainId, campaignId, clinicId, holdId, month }
}

/** How many texts of a campaign stand in each status, counted one by one. */
export async function statusesOf({ chainId, campaignId }: PlannedTexts): Promise<Record<string, number>> {
  const rows = await db().execute<{ status: string; texts: number }>(sql`
    select status, count(*) as texts from deliveries where chain_id = ${chainId} and campaign_id = ${campaignId} group by status order by status`)
  return Object.fromEntries(rows.map(({ status, texts }) => [status, texts]))
}

export type Books = {
  counts: string[]
  days: string[]
  months: string[]
  account: Awaited<ReturnType<typeof findAccount>>
}

/** What is kept about the deliveries of a chain: counts, sums of days and months, money. */
export async function booksOf(chainId: string): Promise<Books> {
  const counts = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', campaign_id, language, status, texts, segments, cost_micro) as line from campaign_counts
    where chain_id = ${chainId} and (texts, segments, cost_micro) <> (0, 0, 0) order by 1`)
  const days = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', day, clinic_id, kind, channel, language, status, texts, segments, cost_micro) as line from delivery_days
    where chain_id = ${chainId} and (texts, segments, cost_micro) <> (0, 0, 0) order by 1`)
  const months = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', month, clinic_id, kind, language, texts, segments, cost_micro) as line from debit_months
    where chain_id = ${chainId} and (texts, segments, cost_micro) <> (0, 0, 0) order by 1`)
  const account = await inChain(chainCtx(chainId), (tx) => findAccount(tx, chainId))
  const lines = (rows: { line: string }[]) => rows.map(({ line }) => line)
  return { counts: lines(counts), days: lines(days), months: lines(months), account }
}

// What did not arrive is free where its price says so.
const COST = sql.raw(
  `case when free_if_undelivered and status in ('undelivered', 'expired') then 0 else price_micro end`,
)

/** The same, worked out from the deliveries one by one: what the books must be at any moment. */
export async function booksFromDeliveries(chainId: string, toppedUpMicro: number): Promise<Books> {
  const counts = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', campaign_id, language, status, count(*), sum(segments), sum(${COST})) as line from deliveries
    where chain_id = ${chainId} group by campaign_id, language, status order by 1`)
  // On the day that it was at the clinic.
  const dated = sql`(
    select d.*, (d.planned_at at time zone coalesce(c.zone, 'Europe/Tallinn'))::date as day
    from deliveries d left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    where d.chain_id = ${chainId}) as dated`
  const days = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', day, clinic_id, kind, channel, language, status, count(*), sum(segments), sum(${COST})) as line
    from ${dated} group by day, clinic_id, kind, channel, language, status order by 1`)
  const months = await db().execute<{ line: string }>(sql`
    select concat_ws(' ', date_trunc('month', day)::date, clinic_id, kind, language, count(*), sum(segments), sum(${COST})) as line
    from ${dated} where status in ('accepted', 'undelivered', 'expired', 'delivered')
    group by date_trunc('month', day), clinic_id, kind, language order by 1`)
  const [money] = await db().execute<{ held: number; spent: number }>(sql`
    select coalesce(sum(${COST}) filter (where status in ('planned', 'submitting', 'unknown', 'resent')), 0)::bigint as held,
      coalesce(sum(${COST}) filter (where status in ('accepted', 'undelivered', 'expired', 'delivered')), 0)::bigint as spent
    from deliveries where chain_id = ${chainId}`)
  const { held = 0, spent = 0 } = money ?? {}
  return {
    counts: counts.map(({ line }) => line),
    days: days.map(({ line }) => line),
    months: months.map(({ line }) => line),
    account: {
      availableMicro: toppedUpMicro - held - spent,
      heldMicro: held,
      spentMicro: spent,
      toppedUpMicro,
      owedMicro: 0,
    },
  }
}

/** How often each delivery is in the sandbox's outbox: a text that is there twice went out twice. */
export async function doubledInSandbox(chainId: string): Promise<number> {
  const [row] = await db().execute<{ doubled: number }>(sql`
    select count(*) as doubled from (select from sandbox_texts where chain_id = ${chainId} group by delivery_id having count(*) > 1) as twice`)
  return row?.doubled ?? 0
}
