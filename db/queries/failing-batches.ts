import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { BatchRange, BatchStatus } from '#db/queries/batches.ts'
import { inRange } from '#db/queries/batches.ts'

/**
 * Puts a batch aside for 10 seconds, 20, 40 … up to an hour; after `mostFailures` for good. Its lease is left behind as run out, so
 * that whoever takes it next first puts in order what may be on the wire.
 *
 * @returns how it stands, and how many batches of its campaign are failing; null when it is not ours any more
 */
export async function setAsideBatch(
  tx: Tx,
  batch: BatchRange,
  mostFailures: number,
): Promise<{ status: BatchStatus; failures: number; size: number; failing: number } | null> {
  const [row] = await prepared<{ status: BatchStatus; failures: number; size: number; failing: number }>(
    tx,
    sql`
    update batches b set failures = b.failures + 1, lease_until = now(),
      not_before = now() + least(make_interval(secs => 5 * 2 ^ (b.failures + 1)), interval '1 hour'),
      status = case
        when b.status <> 'claimed' then b.status
        when b.failures + 1 >= ${mostFailures}::int then 'stuck'
        else 'ready'
      end
    where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId} and b.epoch = ${batch.epoch}
    returning b.status, b.failures, b.size, (
      select count(*) from batches other
      where other.chain_id = b.chain_id and other.campaign_id is not distinct from b.campaign_id and other.failures > 0 and other.done_at is null
    ) as failing`,
  )
  return row ?? null
}

/** Cuts a batch in two at the middle of what is left of it. Both are tried at once, and have failed once. */
export async function splitBatch(tx: Tx, batch: BatchRange): Promise<void> {
  await prepared(
    tx,
    sql`
    with open as (
      select d.id, row_number() over (order by d.id) as place, count(*) over () as total
      from deliveries d where ${inRange(batch)} and d.status in ('planned', 'submitting')
    ), middle as (
      select id from open where place = total / 2 and total > 1
    ), upper as (
      select (array_agg(d.id order by d.id))[1] as first_id, count(*) as size
      from deliveries d, middle where ${inRange(batch)} and d.id > middle.id
    ), halved as (
      update batches b set last_id = middle.id, size = b.size - upper.size, failures = 1, not_before = now()
      from middle, upper
      where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId} and b.epoch = ${batch.epoch}
      returning b.*
    )
    insert into batches (chain_id, month, campaign_id, clinic_id, channel, kind, priority, hold_id, first_id, last_id, size, status, failures, attempts, epoch, lease_until, trial)
    select h.chain_id, h.month, h.campaign_id, h.clinic_id, h.channel, h.kind, h.priority, h.hold_id, upper.first_id, ${batch.lastId}::uuid, upper.size,
      h.status, 1, h.attempts, h.epoch, h.lease_until, h.trial
    from halved h, upper`,
  )
}
