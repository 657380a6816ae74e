import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { firstOfMonth } from '#lib/core/calendar-day.ts'
import { priceIn, purseOf } from '#lib/core/delivery-money.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { ChangeSum, StatusChange } from '#lib/core/status-change.ts'

// Sums that are kept with every change of a delivery's status, so that no page ever counts deliveries. Rows are written in the
// order of their keys: two workers that touch the same ones wait for each other and never in a circle.

type Count = { key: string[]; texts: number; segments: number; costMicro: number }

/** Moves texts from status to status in the figures of their campaigns. */
export async function moveCampaignCounts(tx: Tx, sums: readonly ChangeSum[]): Promise<void> {
  const counts = countsOf(sums, ({ chainId, campaignId, language }, status) =>
    campaignId === null ? null : [chainId, campaignId, language, status],
  )
  if (counts.length === 0) return
  await prepared(
    tx,
    sql`
    insert into campaign_counts as c (chain_id, campaign_id, language, status, texts, segments, cost_micro)
    select * from unnest(${column(counts, 0)}::uuid[], ${column(counts, 1)}::uuid[], ${column(counts, 2)}::text[], ${column(counts, 3)}::text[],
      ${figures(counts, 'texts')}::int[], ${figures(counts, 'segments')}::int[], ${figures(counts, 'costMicro')}::bigint[])
    on conflict (chain_id, campaign_id, language, status) do update set
      texts = c.texts + excluded.texts, segments = c.segments + excluded.segments, cost_micro = c.cost_micro + excluded.cost_micro`,
  )
}

/**
 * Moves texts from status to status in the sums of their day, in the clinic's own zone, and, where they begin or cease to cost, in those of
 * its month. Days are locked before months, as by the triggers that follow days which somebody else has moved.
 */
export async function moveDeliveryDays(tx: Tx, sums: readonly ChangeSum[]): Promise<void> {
  const days = countsOf(sums, ({ chainId, day, clinicId, kind, channel, language }, status) =>
    day === null || clinicId === null ? null : [chainId, day, clinicId, kind, channel, language, status],
  )
  if (days.length === 0) return
  const months = countsOf(sums, ({ chainId, day, clinicId, kind, language }, status) =>
    day === null || clinicId === null || purseOf(status) !== 'spent'
      ? null
      : [chainId, firstOfMonth(day), clinicId, kind, language],
  )
  await prepared(
    tx,
    sql`
    with told as materialized (
      select set_config('app.months_moved', 'yes', true)
    ), month as (
      insert into debit_months as m (chain_id, month, clinic_id, kind, language, texts, segments, cost_micro)
      select * from unnest(${column(months, 0)}::uuid[], ${column(months, 1)}::date[], ${column(months, 2)}::uuid[], ${column(months, 3)}::text[],
        ${column(months, 4)}::text[],
        ${figures(months, 'texts')}::int[], ${figures(months, 'segments')}::int[], ${figures(months, 'costMicro')}::bigint[])
      on conflict (chain_id, month, clinic_id, kind, language) do update set
        texts = m.texts + excluded.texts, segments = m.segments + excluded.segments, cost_micro = m.cost_micro + excluded.cost_micro
    )
    insert into delivery_days as t (chain_id, day, clinic_id, kind, channel, language, status, texts, segments, cost_micro)
    select moved.* from told, unnest(${column(days, 0)}::uuid[], ${column(days, 1)}::date[], ${column(days, 2)}::uuid[], ${column(days, 3)}::text[],
      ${column(days, 4)}::text[], ${column(days, 5)}::text[], ${column(days, 6)}::text[],
      ${figures(days, 'texts')}::int[], ${figures(days, 'segments')}::int[], ${figures(days, 'costMicro')}::bigint[]) as moved
    on conflict (chain_id, day, clinic_id, kind, channel, language, status) do update set
      texts = t.texts + excluded.texts, segments = t.segments + excluded.segments, cost_micro = t.cost_micro + excluded.cost_micro`,
  )
}

/** Notes the deliveries that somebody will look for under the status they came to. */
export async function insertIssues(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  if (changes.length === 0) return
  await prepared(
    tx,
    sql`
    insert into delivery_issues (chain_id, status, delivery_id, month, campaign_id)
    select * from unnest(
      ${arrayLiteral(changes.map((change) => change.chainId))}::uuid[], ${arrayLiteral(changes.map((change) => change.to))}::text[],
      ${arrayLiteral(changes.map((change) => change.deliveryId))}::uuid[], ${arrayLiteral(changes.map((change) => change.month))}::date[],
      ${arrayLiteral(changes.map((change) => change.campaignId))}::uuid[])
    on conflict do nothing`,
  )
}

/** What sums add to and take from each key, without what cancels out, in the order of the keys. */
function countsOf(
  sums: readonly ChangeSum[],
  keyOf: (sum: ChangeSum, status: DeliveryStatus) => string[] | null,
): Count[] {
  const counts = new Map<string, Count>()
  for (const sum of sums) {
    if (sum.from !== null)
      add(counts, keyOf(sum, sum.from), { ...sum, costMicro: priceIn(sum.from, sum.costMicro, sum) }, -1)
    add(counts, keyOf(sum, sum.to), { ...sum, costMicro: priceIn(sum.to, sum.costMicro, sum) }, 1)
  }
  return [...counts.entries()]
    .filter(([, count]) => count.texts !== 0 || count.segments !== 0 || count.costMicro !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count)
}

function add(counts: Map<string, Count>, key: string[] | null, sum: ChangeSum, sign: 1 | -1): void {
  if (!key) return
  const name = key.join(' ')
  const count = counts.get(name) ?? { key, texts: 0, segments: 0, costMicro: 0 }
  count.texts += sign * sum.texts
  count.segments += sign * sum.segments
  count.costMicro += sign * sum.costMicro
  counts.set(name, count)
}

function column(counts: Count[], index: number): string {
  return arrayLiteral(counts.map(({ key }) => key[index]))
}

function figures(counts: Count[], name: 'texts' | 'segments' | 'costMicro'): string {
  return arrayLiteral(counts.map((count) => count[name]))
}
