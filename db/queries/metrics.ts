import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type ServiceFigures = {
  /** Of the latest proof; null before the first. */
  ledger: { differences: number; ageSeconds: number } | null
  textsUnderWay: number
  textsInDoubt: number
  receiptsWaiting: number
  lettersWaiting: number
  queues: { name: string; waiting: number; active: number; failed: number }[]
  providers: { name: string; channel: 'sms' | 'email'; state: string; enabled: boolean; share: number }[]
}

/** More waiting receipts than this are told as this many: somebody has been woken long before. */
const RECEIPTS_COUNTED_UP_TO = 100_000

/** How the whole service fares, from what is kept anyway: no delivery is counted and nobody's data read. */
export async function readServiceFigures(tx: Tx): Promise<ServiceFigures> {
  const [row] = await tx.execute<ServiceFigures>(sql`
    select
      (select json_build_object('differences', differences, 'ageSeconds', extract(epoch from now() - began_at)) from ledger_proofs order by id desc limit 1) as ledger,
      (select coalesce(sum(size), 0)::int from batches where status in ('ready', 'claimed')) as "textsUnderWay",
      (select count(*)::int from delivery_doubts where decided_at is null) as "textsInDoubt",
      (select count(*)::int from (select from receipts_to_apply limit ${RECEIPTS_COUNTED_UP_TO}) as waiting) as "receiptsWaiting",
      (select count(*)::int from letters where sent_at is null and given_up_at is null) as "lettersWaiting",
      (select coalesce(json_agg(json_build_object('name', name, 'waiting', queued_count, 'active', active_count, 'failed', failed_count) order by name), '[]')
        from pgboss.queue) as queues,
      (select coalesce(json_agg(json_build_object('name', name, 'channel', channel, 'state', coalesce(state, 'unknown'), 'enabled', enabled, 'share', share)
        order by name), '[]') from provider_accounts) as providers`)
  if (!row) throw new Error('no figures were read')
  return row
}
