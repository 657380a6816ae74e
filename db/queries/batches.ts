import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import { deliveriesOf } from '#db/queries/partitions.ts'
import type { SenderNames } from '#lib/core/sender-in-force.ts'

// A batch is in somebody's hand while its lease runs; its epoch says whose. Whoever takes it raises the epoch, and every write
// of a delivery begins with `keepBatch`, which locks the batch and finds nothing once the epoch has moved on.

/** `stuck`: it could not be prepared after several tries and waits for a person. */
export type BatchStatus = 'ready' | 'held' | 'claimed' | 'done' | 'cancelled' | 'stuck'
export type BatchKey = { chainId: string; batchId: string }
type CampaignKey = { chainId: string; campaignId: string }

/** Which deliveries a batch has: those of its campaign and month from `firstId` to `lastId`. */
export type BatchRange = {
  chainId: string
  batchId: string
  month: string
  campaignId: string | null
  channel: 'sms' | 'email'
  kind: string
  holdId: string | null
  firstId: string
  lastId: string
  epoch: number
}

export type ClaimedBatch = BatchRange & {
  size: number
  attempts: number
  /** Whether a worker let its lease run out on it, so that some of its texts may be out without our knowing. */
  abandoned: boolean
  senderName: string
  /** By country of the number, where the chain has asked for its name to be registered. */
  senderNames: SenderNames
}

/** Locks the batch and renews its lease. Null when it is not ours any more: then nothing may be written about it. */
export async function keepBatch(
  tx: Tx,
  { chainId, batchId, epoch }: BatchKey & { epoch: number },
  leaseSeconds: number,
): Promise<BatchStatus | null> {
  const [batch] = await prepared<{ status: BatchStatus }>(
    tx,
    sql`
    update batches b set lease_until = now() + make_interval(secs => ${leaseSeconds}::float8)
    where chain_id = ${chainId} and id = ${batchId} and epoch = ${epoch} and lease_until is not null
    returning ${STATUS_NOW} as status`,
  )
  return batch?.status ?? null
}

/** The same for several at once, locked in the order of their ids as everybody does: nobody waits in a circle. */
export async function keepBatches(
  tx: Tx,
  kept: readonly (BatchKey & { epoch: number })[],
  leaseSeconds: number,
): Promise<Map<string, BatchStatus>> {
  const rows = await prepared<{ id: string; status: BatchStatus }>(
    tx,
    sql`
    with mine as (
      select b.chain_id, b.id from batches b
      join unnest(
        ${arrayLiteral(kept.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(kept.map(({ batchId }) => batchId))}::uuid[],
        ${arrayLiteral(kept.map(({ epoch }) => epoch))}::int[]
      ) as k (chain_id, id, epoch) on b.chain_id = k.chain_id and b.id = k.id and b.epoch = k.epoch
      where b.lease_until is not null
      order by b.id
      for update of b
    )
    update batches b set lease_until = now() + make_interval(secs => ${leaseSeconds}::float8)
    from mine where b.chain_id = mine.chain_id and b.id = mine.id
    returning b.id, ${STATUS_NOW} as status`,
  )
  return new Map(rows.map(({ id, status }) => [id, status]))
}

/**
 * Puts a batch out of one's hand: done when none of its deliveries is planned any more, else ready again after `retrySeconds`.
 * One that was held back or called off meanwhile stays so.
 */
export async function returnBatch(tx: Tx, batch: BatchRange, retrySeconds: number): Promise<BatchStatus | null> {
  const [after] = await prepared<{ status: BatchStatus }>(
    tx,
    sql`
    with kept as (
      select case
        when b.status <> 'claimed' then b.status
        when exists (select from ${deliveriesOf(batch.month)} d where ${inRange(batch)} and d.status = 'planned') then 'ready'
        else 'done'
      end as status
      from batches b where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId}
    )
    update batches b set status = kept.status, lease_until = null,
      not_before = case when kept.status = 'ready' then now() + make_interval(secs => ${retrySeconds}::float8) else b.not_before end,
      done_at = case when kept.status = 'done' then now() else b.done_at end,
      expires_at = case
        when kept.status = 'done' and b.channel = 'sms'
          then (select max(d.valid_until) + ${UNREPORTED_AFTER}::interval from ${deliveriesOf(batch.month)} d where ${inRange(batch)})
        else b.expires_at
      end
    from kept
    where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId} and b.epoch = ${batch.epoch}
    returning b.status`,
  )
  return after?.status ?? null
}

/** Batches that nobody has in hand but that are not at rest: their worker is gone, or they were called off. */
export async function takeBatchesToSweep(tx: Tx, limit: number): Promise<(BatchRange & { status: BatchStatus })[]> {
  return prepared(
    tx,
    sql`
    with next as (${toSweep(limit)})
    update batches b set epoch = b.epoch + 1, lease_until = null,
      status = case when b.status = 'claimed' then 'ready' else b.status end,
      done_at = case when b.status = 'cancelled' then now() end
    from next where b.chain_id = next.chain_id and b.id = next.id
    returning ${RANGE}, b.status`,
  )
}

/** Leaves the first of them alone for 20 seconds, 40, 80 … up to an hour: something is wrong with it. */
export async function postponeSweep(tx: Tx): Promise<string | undefined> {
  const [row] = await prepared<{ id: string }>(
    tx,
    sql`
    with next as (${toSweep(1)})
    update batches b set failures = b.failures + 1,
      lease_until = now() + least(make_interval(secs => 10 * 2 ^ least(b.failures + 1, 10)), interval '1 hour')
    from next where b.chain_id = next.chain_id and b.id = next.id
    returning b.id`,
  )
  return row?.id
}

function toSweep(limit: number) {
  return sql`
    select chain_id, id from batches
    where done_at is null and status in ('claimed', 'held', 'cancelled') and (lease_until < now() or (lease_until is null and status = 'cancelled'))
    order by id
    limit ${limit}
    for update skip locked`
}

/** SMS batches of which the last text is long past its validity; their deadline is taken away. */
export async function takeBatchesToExpire(tx: Tx, limit: number): Promise<BatchRange[]> {
  return prepared(
    tx,
    sql`
    with next as (
      select chain_id, id from batches where expires_at < now() order by expires_at limit ${limit} for update skip locked
    )
    update batches b set expires_at = null from next where b.chain_id = next.chain_id and b.id = next.id
    returning ${RANGE}`,
  )
}

/** Puts the first of those deadlines off by a day: something is wrong with its batch. */
export async function postponeExpiry(tx: Tx): Promise<string | undefined> {
  const [row] = await prepared<{ id: string }>(
    tx,
    sql`
    with next as (
      select chain_id, id from batches where expires_at < now() order by expires_at limit 1 for update skip locked
    )
    update batches b set expires_at = now() + interval '1 day' from next where b.chain_id = next.chain_id and b.id = next.id
    returning b.id`,
  )
  return row?.id
}

/**
 * Whether every batch of a campaign is done. Of two workers that finish the last two batches at the same time one waits here,
 * and sees the other's.
 */
export async function isCampaignOut(tx: Tx, { chainId, campaignId }: CampaignKey): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${campaignId}, 0))`)
  const [row] = await prepared<{ out: boolean }>(
    tx,
    sql`
    select not exists (
      select from batches where chain_id = ${chainId} and campaign_id = ${campaignId} and done_at is null
    ) as out`,
  )
  return row?.out ?? false
}

/**
 * Batches of a campaign that are not done, from some statuses to another; a worker sees it before its next window. What was stuck
 * begins anew.
 */
export async function moveBatches(
  tx: Tx,
  { chainId, campaignId }: CampaignKey,
  from: readonly BatchStatus[],
  to: BatchStatus,
): Promise<number> {
  const rows = await tx.execute(sql`
    with theirs as (
      select chain_id, id from batches
      where chain_id = ${chainId} and campaign_id = ${campaignId} and done_at is null and status = any(${arrayLiteral(from)}::text[])
      order by id
      for update
    )
    update batches b set status = ${to}, failures = 0, not_before = case when b.status = 'stuck' then now() else b.not_before end
    from theirs where b.chain_id = theirs.chain_id and b.id = theirs.id
    returning b.id`)
  return rows.length
}

/** The deliveries of a batch, as `d`. */
export function inRange(batch: BatchRange) {
  return sql`d.chain_id = ${batch.chainId} and d.month = ${batch.month}::date
    and d.id between ${batch.firstId} and ${batch.lastId} and d.campaign_id is not distinct from ${batch.campaignId}::uuid
    and d.kind = ${batch.kind}`
}

/** After the end of its validity a text is reported on within hours; a day later nothing comes any more. */
const UNREPORTED_AFTER = '24 hours'

/** The status of `b` for whoever has it in hand: as if it were held while the operator has paused its chain. */
const STATUS_NOW = sql.raw(`
  case when b.status = 'claimed' and exists (select from chains s where s.id = b.chain_id and s.paused_at is not null) then 'held' else b.status end`)

/** The columns of BatchRange, of `b`. */
export const RANGE = sql.raw(`
  b.chain_id as "chainId", b.id as "batchId", b.month::text as month, b.campaign_id as "campaignId", b.channel, b.kind,
  b.hold_id as "holdId", b.first_id as "firstId", b.last_id as "lastId", b.epoch`)
