import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { purseOf } from '#lib/core/delivery-money.ts'
import { DELIVERY_STATUSES } from '#lib/core/delivery-status.ts'

export type LedgerProof = { id: string; beganAt: string; tookMs: number; chains: number; differences: number }
export type LedgerSum =
  | 'paid_in'
  | 'held_by_entries'
  | 'spent_by_entries'
  | 'held_by_holds'
  | 'hold'
  | 'campaign_held'
  | 'campaign_spent'
  | 'texts_spent'
  | 'months_spent'
export type LedgerDifference = {
  chainId: string
  chainName: string
  sum: LedgerSum
  aboutId: string | null
  expectedMicro: number
  foundMicro: number
}

const DIFFERENCES_KEPT = 1_000
const SPENT = arrayLiteral(DELIVERY_STATUSES.filter((status) => purseOf(status) === 'spent'))
const HELD = arrayLiteral(DELIVERY_STATUSES.filter((status) => purseOf(status) === 'held'))

/**
 * Adds up every chain's money from all sides: account, entries, holds, and what their texts cost by campaign and by day. One
 * statement, so all sides are of one instant although texts are being sent; it locks nothing and counts no deliveries.
 *
 * Test texts are in no daily sum, so what was held for them is left out where texts are compared.
 */
export async function proveLedger(tx: Tx): Promise<LedgerProof> {
  const [proof] = await tx.execute<LedgerProof>(sql`
    with entry as materialized (
      select chain_id, hold_id, kind, sum(amount_micro) as micro from ledger_entries group by 1, 2, 3
    ), entries as (
      select chain_id,
        coalesce(sum(case kind when 'reversal' then -micro else micro end) filter (where kind in ('top_up', 'reversal', 'correction')), 0) as paid_in,
        coalesce(sum(case kind when 'hold' then micro else -micro end) filter (where kind in ('hold', 'capture', 'release')), 0) as held,
        coalesce(sum(case kind when 'refund' then -micro else micro end) filter (where kind in ('capture', 'refund', 'recharge')), 0) as spent
      from entry group by 1
    ), by_hold as (
      select chain_id, hold_id as id, sum(micro) filter (where kind = 'hold') as held, coalesce(sum(case kind when 'refund' then -micro else micro end) filter (where kind in ('capture', 'refund', 'recharge')), 0) as captured,
        coalesce(sum(case kind when 'recharge' then -micro else micro end) filter (where kind in ('release', 'refund', 'recharge')), 0) as released
      from entry where hold_id is not null group by 1, 2
    ), test as materialized (
      select distinct chain_id, hold_id from batches where kind = 'test' and hold_id is not null
    ), hold as materialized (
      select h.*, h.held_micro - h.captured_micro - h.released_micro as rest_micro, test.hold_id is not null as is_test
      from holds h left join test on test.chain_id = h.chain_id and test.hold_id = h.id
    ), hold_sums as (
      select chain_id, sum(rest_micro) as rest, coalesce(sum(captured_micro) filter (where not is_test), 0) as captured from hold group by 1
    ), campaign as (
      select chain_id, campaign_id, sum(rest_micro) as rest, sum(captured_micro) as captured from hold
      where campaign_id is not null and not is_test group by 1, 2
    ), counted as (
      select chain_id, campaign_id, coalesce(sum(cost_micro) filter (where status = any(${HELD}::text[])), 0) as held,
        coalesce(sum(cost_micro) filter (where status = any(${SPENT}::text[])), 0) as spent
      from campaign_counts group by 1, 2
    ), day_month as materialized (
      select chain_id, date_trunc('month', day)::date as month, sum(cost_micro) as spent, sum(texts) as texts
      from delivery_days where status = any(${SPENT}::text[]) group by 1, 2
    ), day_sums as (
      select chain_id, sum(spent) as spent from day_month group by 1
    ), month_sums as (
      select chain_id, month, sum(cost_micro) as spent, sum(texts) as texts from debit_months group by 1, 2
    ), found as (
      select a.chain_id, v.sum, null::uuid as about_id, v.expected, v.found
      from accounts a
      left join entries e on e.chain_id = a.chain_id
      left join hold_sums h on h.chain_id = a.chain_id
      left join day_sums d on d.chain_id = a.chain_id
      cross join lateral (values
        ('paid_in', coalesce(e.paid_in, 0), a.topped_up_micro),
        ('held_by_entries', coalesce(e.held, 0), a.held_micro),
        ('spent_by_entries', coalesce(e.spent, 0), a.spent_micro),
        ('held_by_holds', coalesce(h.rest, 0), a.held_micro),
        ('texts_spent', coalesce(d.spent, 0), coalesce(h.captured, 0))
      ) as v (sum, expected, found)
      union all
      select coalesce(h.chain_id, e.chain_id), 'hold', coalesce(h.id, e.id), coalesce(e.held, 0) - coalesce(e.captured, 0) - coalesce(e.released, 0),
        coalesce(h.rest_micro, 0)
      from hold h full join by_hold e on e.chain_id = h.chain_id and e.id = h.id
      where (h.held_micro, h.captured_micro, h.released_micro) is distinct from (e.held, e.captured, e.released)
      union all
      select c.chain_id, 'campaign_spent', c.campaign_id, coalesce(n.spent, 0), c.captured
      from campaign c left join counted n on n.chain_id = c.chain_id and n.campaign_id = c.campaign_id
      union all
      -- Before its texts are written down a campaign holds money for none yet.
      select c.chain_id, 'campaign_held', c.campaign_id, coalesce(n.held, 0), c.rest
      from campaign c join campaigns g on g.chain_id = c.chain_id and g.id = c.campaign_id and g.status in ('sending', 'paused', 'stopped', 'sent')
      left join counted n on n.chain_id = c.chain_id and n.campaign_id = c.campaign_id
      union all
      select chain_id, 'months_spent', null, coalesce(sum(d.spent), 0), coalesce(sum(m.spent), 0)
      from day_month d full join month_sums m using (chain_id, month)
      where (coalesce(d.spent, 0), coalesce(d.texts, 0)) <> (coalesce(m.spent, 0), coalesce(m.texts, 0)) group by 1
    ), difference as materialized (
      select * from found where sum in ('hold', 'months_spent') or expected <> found
    ), proof as (
      insert into ledger_proofs (took_ms, chains, differences)
      select extract(epoch from clock_timestamp() - statement_timestamp()) * 1000, (select count(*) from accounts), (select count(*) from difference)
      returning id, began_at, took_ms, chains, differences
    ), noted as (
      insert into ledger_differences (proof_id, chain_id, sum, about_id, expected_micro, found_micro)
      select proof.id, d.chain_id, d.sum, d.about_id, d.expected, d.found from proof, difference d
      order by d.chain_id, d.sum limit ${DIFFERENCES_KEPT}
    )
    select id, to_json(began_at) #>> '{}' as "beganAt", took_ms as "tookMs", chains, differences from proof`)
  if (!proof) throw new Error('the proof was not written')
  return proof
}

/** The latest proofs, newest first. */
export async function listLedgerProofs(tx: Tx, limit: number): Promise<LedgerProof[]> {
  return tx.execute<LedgerProof>(sql`
    select id, to_json(began_at) #>> '{}' as "beganAt", took_ms as "tookMs", chains, differences
    from ledger_proofs order by id desc limit ${limit}`)
}

/** What did not fit in a proof. */
export async function listLedgerDifferences(tx: Tx, proofId: string, limit: number): Promise<LedgerDifference[]> {
  return tx.execute<LedgerDifference>(sql`
    select d.chain_id as "chainId", c.name as "chainName", d.sum, d.about_id as "aboutId", d.expected_micro as "expectedMicro", d.found_micro as "foundMicro"
    from ledger_differences d join chains c on c.id = d.chain_id
    where d.proof_id = ${proofId} order by c.name, d.sum limit ${limit}`)
}

export type ChainAccount = {
  chainId: string
  name: string
  location: string
  availableMicro: number
  heldMicro: number
  spentMicro: number
  owedMicro: number
}

/** Every chain's money, by name from a name on. */
export async function listChainAccounts(
  tx: Tx,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ChainAccount[]> {
  return tx.execute<ChainAccount>(sql`
    select c.id as "chainId", c.name, c.location, coalesce(a.available_micro, 0)::float8 as "availableMicro", coalesce(a.held_micro, 0)::float8 as "heldMicro",
      coalesce(a.spent_micro, 0)::float8 as "spentMicro", coalesce(a.owed_micro, 0)::float8 as "owedMicro"
    from chains c left join accounts a on a.chain_id = c.id
    where ${after === undefined ? sql`true` : sql`c.name > ${after}`} order by c.name limit ${limit}`)
}
