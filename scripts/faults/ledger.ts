import { sql } from 'drizzle-orm'

import { db } from '#db/client.ts'

type Money = { held: number; spent: number; available: number }

/**
 * How far a chain's money is from what its deliveries say, in micro-euros and from three sides: the account, the holds and the
 * ledger's entries. Counts and daily sums that do not fit the deliveries count as wrong too, by what they are off.
 */
export async function ledgerErrorMicro(chainId: string): Promise<number> {
  const [row] = await db().execute<{ account: Money; holds: Money; ledger: Money; deliveries: Money }>(sql`
    with topped_up as (
      select coalesce(sum(amount_micro), 0) as micro from ledger_entries where chain_id = ${chainId} and kind = 'top_up'
    ), account as (
      select held_micro as held, spent_micro as spent, available_micro as available from accounts where chain_id = ${chainId}
    ), hold as (
      select coalesce(sum(held_micro - captured_micro - released_micro), 0) as held, coalesce(sum(captured_micro), 0) as spent
      from holds where chain_id = ${chainId}
    ), ledger as (
      select coalesce(sum(case kind when 'hold' then amount_micro when 'top_up' then 0 else -amount_micro end), 0) as held,
        coalesce(sum(amount_micro) filter (where kind = 'capture'), 0) as spent
      from ledger_entries where chain_id = ${chainId}
    ), delivery as (
      select coalesce(sum(price_micro) filter (where status in ('planned', 'submitting', 'unknown')), 0) as held,
        coalesce(sum(price_micro) filter (where status in ('accepted', 'undelivered', 'expired', 'delivered')), 0) as spent
      from deliveries where chain_id = ${chainId}
    )
    select to_json(account) as account,
      json_build_object('held', hold.held, 'spent', hold.spent, 'available', t.micro - hold.held - hold.spent) as holds,
      json_build_object('held', ledger.held, 'spent', ledger.spent, 'available', t.micro - ledger.held - ledger.spent) as ledger,
      json_build_object('held', delivery.held, 'spent', delivery.spent, 'available', t.micro - delivery.held - delivery.spent) as deliveries
    from topped_up t, account, hold, ledger, delivery`)
  if (!row) throw new Error(`chain ${chainId} has no account`)
  const { deliveries, ...books } = row
  const money = Object.values(books).reduce((sum, book) => sum + difference(book, deliveries), 0)
  return money + (await figuresErrorMicro(chainId))
}

function difference(a: Money, b: Money): number {
  return Math.abs(a.held - b.held) + Math.abs(a.spent - b.spent) + Math.abs(a.available - b.available)
}

/** Of the sums that screens show: a text counted wrongly is at least one. */
async function figuresErrorMicro(chainId: string): Promise<number> {
  const [row] = await db().execute<{ off: number }>(sql`
    with counted as (
      select campaign_id::text as what, status, texts, cost_micro from campaign_counts where chain_id = ${chainId}
      union all
      select day::text, status, texts, cost_micro from delivery_days where chain_id = ${chainId}
    ), real as (
      select campaign_id::text as what, d.status, count(*) as texts, sum(price_micro) as cost_micro
      from deliveries d where chain_id = ${chainId} and campaign_id is not null group by 1, 2
      union all
      select (d.planned_at at time zone c.zone)::date::text, d.status, count(*), sum(d.price_micro)
      from deliveries d join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id where d.chain_id = ${chainId} group by 1, 2
    ), counted_sums as (
      select what, status, sum(texts) as texts, sum(cost_micro) as cost_micro from counted group by 1, 2
    )
    select coalesce(sum(abs(coalesce(a.texts, 0) - coalesce(b.texts, 0)) + abs(coalesce(a.cost_micro, 0) - coalesce(b.cost_micro, 0))), 0)::bigint as off
    from counted_sums a full join real b using (what, status)`)
  return row?.off ?? 0
}
