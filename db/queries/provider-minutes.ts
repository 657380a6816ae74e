import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

/** What became of the texts that an account accepted (or did not) in one minute. */
export type ProviderMinute = {
  name: string
  /** Its beginning, in milliseconds since 1970. */
  minute: number
  accepted: number
  rejected: number
  notSent: number
  inDoubt: number
  delivered: number
  failed: number
  slow: number
  /** By the places of lib/core/latency.ts. */
  latencies: number[]
}

/** Adds to the figures of minutes. The last act of its transaction: the rows are shared by all workers, taken in their order. */
export async function addProviderMinutes(tx: Tx, minutes: readonly ProviderMinute[]): Promise<void> {
  if (minutes.length === 0) return
  const sorted = minutes.toSorted(byKey)
  const column = (value: (minute: ProviderMinute) => string | number) => arrayLiteral(sorted.map(value))
  await prepared(
    tx,
    sql`
    insert into provider_minutes as m (name, minute, accepted, rejected, not_sent, in_doubt, delivered, failed, slow, latencies)
    select t.name, t.minute, t.accepted, t.rejected, t.not_sent, t.in_doubt, t.delivered, t.failed, t.slow, t.latencies::int[]
    from unnest(
      ${column(({ name }) => name)}::text[], ${column(({ minute }) => new Date(minute).toISOString())}::timestamptz[],
      ${column(({ accepted }) => accepted)}::int[], ${column(({ rejected }) => rejected)}::int[], ${column(({ notSent }) => notSent)}::int[],
      ${column(({ inDoubt }) => inDoubt)}::int[], ${column(({ delivered }) => delivered)}::int[], ${column(({ failed }) => failed)}::int[],
      ${column(({ slow }) => slow)}::int[], ${column(({ latencies }) => arrayLiteral(latencies))}::text[]
    ) as t (name, minute, accepted, rejected, not_sent, in_doubt, delivered, failed, slow, latencies)
    on conflict (name, minute) do update set
      accepted = m.accepted + excluded.accepted, rejected = m.rejected + excluded.rejected, not_sent = m.not_sent + excluded.not_sent,
      in_doubt = m.in_doubt + excluded.in_doubt, delivered = m.delivered + excluded.delivered, failed = m.failed + excluded.failed,
      slow = m.slow + excluded.slow,
      latencies = array(
        select coalesce(older, 0) + coalesce(newer, 0) from unnest(m.latencies, excluded.latencies) with ordinality as t (older, newer, place) order by place
      )`,
  )
}

function byKey(a: ProviderMinute, b: ProviderMinute): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return a.minute - b.minute
}
