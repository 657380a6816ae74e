import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

// A batch is in somebody's hand while its lease runs; its epoch says whose. Whoever takes it raises the epoch, and every write
// of a delivery begins with `keepBatch`, which locks the batch and finds nothing once the epoch has moved on.

export type BatchStatus = 'ready' | 'held' | 'claimed' | 'done' | 'cancelled'
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
  attempts: number
  /** Whether a worker let its lease run out on it, so that some of its texts may be out without our knowing. */
  abandoned: boolean
  senderName: string
}

/** Takes the batch that is due first, from nobody or from a worker whose lease ran out; nobody waits for a locked one. */
export async function claimNextBatch(
  tx: Tx,
  channel: 'sms' | 'email',
  leaseSeconds: number,
): Promise<ClaimedBatch | null> {
  const [batch] = await prepared<ClaimedBatch>(
    tx,
    sql`
    with next as (
      select chain_id, id, lease_until is not null as abandoned from batches
      where channel = ${channel} and status in ('ready', 'claimed') and not_before <= now()
        and (lease_until is null or lease_until < now())
      order by priority, not_before, id
      limit 1
      for update skip locked
    )
    update batches b set status = 'claimed', epoch = b.epoch + 1, attempts = b.attempts + 1,
      lease_until = now() + make_interval(secs => ${leaseSeconds}::float8)
    from next, chains
    where b.chain_id = next.chain_id and b.id = next.id and chains.id = b.chain_id
    returning ${RANGE}, b.attempts, next.abandoned, chains.sender_name as "senderName"`,
  )
  return batch ?? null
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
    update batches set lease_until = now() + make_interval(secs => ${leaseSeconds}::float8)
    where chain_id = ${chainId} and id = ${batchId} and epoch = ${epoch} and lease_until is not null
    returning status`,
  )
  return batch?.status ?? null
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
        when exists (select from deliveries d where ${inRange(batch)} and d.status = 'planned') then 'ready'
        else 'done'
      end as status
      from batches b where b.chain_id = ${batch.chainId} and b.id = ${batch.batchId}
    )
    update batches b set status = kept.status, lease_until = null,
      not_before = case when kept.status = 'ready' then now() + make_interval(secs => ${retrySeconds}::float8) else b.not_before end,
      done_at = case when kept.status = 'done' then now() else b.done_at end
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
    with next as (
      select chain_id, id from batches
      where done_at is null and status in ('claimed', 'held', 'cancelled') and (lease_until < now() or (lease_until is null and status = 'cancelled'))
      order by id
      limit ${limit}
      for update skip locked
    )
    update batches b set epoch = b.epoch + 1, lease_until = null,
      status = case when b.status = 'claimed' then 'ready' else b.status end,
      done_at = case when b.status = 'cancelled' then now() end
    from next where b.chain_id = next.chain_id and b.id = next.id
    returning ${RANGE}, b.status`,
  )
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

/** Batches of a campaign that are not done, from some statuses to another; a worker sees it before its next window. */
export async function moveBatches(
  tx: Tx,
  { chainId, campaignId }: CampaignKey,
  from: readonly BatchStatus[],
  to: BatchStatus,
): Promise<number> {
  const rows = await tx.execute(sql`
    update batches set status = ${to}
    where chain_id = ${chainId} and campaign_id = ${campaignId} and done_at is null and status = any(${sql.param(from)}::text[])
    returning id`)
  return rows.length
}

/** The deliveries of a batch, as `d`. */
export function inRange(batch: BatchRange) {
  return sql`d.chain_id = ${batch.chainId} and d.month = ${batch.month}::date
    and d.id between ${batch.firstId} and ${batch.lastId} and d.campaign_id is not distinct from ${batch.campaignId}::uuid`
}

const RANGE = sql.raw(`
  b.chain_id as "chainId", b.id as "batchId", b.month::text as month, b.campaign_id as "campaignId", b.channel, b.kind,
  b.hold_id as "holdId", b.first_id as "firstId", b.last_id as "lastId", b.epoch`)
