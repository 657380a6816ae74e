import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { AccountKind } from '#db/queries/provider-accounts.ts'
import type { ProviderState } from '#lib/core/provider-state.ts'

/** Sums of some minutes. `judged` had time to arrive, and `slow` of them did not within five minutes. */
export type TrafficSums = {
  accepted: number
  rejected: number
  inDoubt: number
  delivered: number
  failed: number
  judged: number
  slow: number
  latencies: number[]
}

export type AccountHealth = {
  name: string
  channel: 'sms' | 'email'
  kind: AccountKind
  position: number
  enabled: boolean
  ratePerSecond: number | null
  share: number
  state: ProviderState | null
  detail: string | null
  stateSince: Date | null
  lastOkAt: Date | null
  movedFor: string | null
  hour: TrafficSums
  day: TrafficSums
  /** Texts accepted in each half hour of the last day, the oldest first. */
  halfHours: number[]
  /** Receipts of its texts that could not be applied. */
  receiptsSetAside: number
}

type Row = Omit<AccountHealth, 'stateSince' | 'lastOkAt'> & { stateSince: string | null; lastOkAt: string | null }

/** Every account in its order with how it fares; reads the figures of its last 1,440 minutes, no delivery and no patient. */
export async function listAccountHealth(tx: Tx): Promise<AccountHealth[]> {
  const rows = await tx.execute<Row>(sql`
    select a.name, a.channel, a.kind, a.position, a.enabled, a.rate_per_second as "ratePerSecond", a.share, a.state, a.state_detail as detail,
      a.state_since as "stateSince", a.last_ok_at as "lastOkAt", a.share_moved_for as "movedFor",
      ${sums('1 hour')} as hour, ${sums('1 day')} as day,
      array(
        select coalesce(sum(m.accepted), 0)::int
        from generate_series(47, 0, -1) as ago
        left join provider_minutes m on m.name = a.name and m.minute > now() - (ago + 1) * interval '30 minutes'
          and m.minute <= now() - ago * interval '30 minutes'
        group by ago order by ago desc
      ) as "halfHours",
      (
        select count(*) from receipts_to_apply q join receipts r on r.id = q.receipt_id where q.failures > 0 and r.provider = a.name
      ) as "receiptsSetAside"
    from provider_accounts a
    order by a.channel desc, a.position`)
  return rows.map((row) => ({
    ...row,
    stateSince: row.stateSince === null ? null : new Date(row.stateSince),
    lastOkAt: row.lastOkAt === null ? null : new Date(row.lastOkAt),
  }))
}

function sums(interval: '1 hour' | '1 day') {
  return sql`(
    select jsonb_build_object('accepted', coalesce(sum(accepted), 0), 'rejected', coalesce(sum(rejected), 0), 'inDoubt', coalesce(sum(in_doubt), 0),
      'delivered', coalesce(sum(delivered), 0), 'failed', coalesce(sum(failed), 0),
      'judged', coalesce(sum(accepted) filter (where minute < now() - interval '6 minutes'), 0),
      'slow', coalesce(sum(slow + greatest(0, accepted - delivered - failed)) filter (where minute < now() - interval '6 minutes'), 0),
      'latencies', coalesce((
        select jsonb_agg(total order by place) from (
          select place, sum(count) as total from provider_minutes l, unnest(l.latencies) with ordinality as t (count, place)
          where l.name = a.name and l.minute > now() - ${sql.raw(`interval '${interval}'`)} group by place
        ) as places
      ), '[]'))
    from provider_minutes where name = a.name and minute > now() - ${sql.raw(`interval '${interval}'`)}
  )`
}
