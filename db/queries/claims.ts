import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ClaimedBatch } from '#db/queries/batches.ts'
import { RANGE } from '#db/queries/batches.ts'
import { BATCH_SIZE } from '#db/queries/materialise.ts'

/**
 * Takes the batch whose turn it is, from nobody or from a worker whose lease ran out; nobody waits for a locked one.
 *
 * Within a priority chains take turns, and within a chain its campaigns: ten texts of one go out after at most one batch of each
 * other, however large those are. Read in the order of the turns, one index probe for a chain, campaign or batch, until the first
 * that may be taken; the inner limits stop it there. Turns that somebody else is just writing are left to them.
 */
export async function claimNextBatch(
  tx: Tx,
  channel: 'sms' | 'email',
  leaseSeconds: number,
): Promise<ClaimedBatch | null> {
  const [batch] = await prepared<ClaimedBatch>(
    tx,
    sql`
    with next as materialized (
      select due.*, not exists (select from chain_limits l where l.chain_id = due.chain_id) as unlimited
      from (select priority, chain_id from chain_turns where channel = ${channel} order by priority, turn) as c
      cross join lateral (
        select b.* from (
          select flow from campaign_turns
          where channel = ${channel} and priority = c.priority and chain_id = c.chain_id
          order by turn
        ) as f
        cross join lateral (
          select chain_id, id, channel, priority, flow, size, counted_hour, lease_until is not null as abandoned from batches
          where chain_id = c.chain_id and channel = ${channel} and priority = c.priority and flow = f.flow
            and status in ('ready', 'claimed') and not_before <= now() and (lease_until is null or lease_until < now()) and not trial
          order by not_before, id
          limit 1
          for update skip locked
        ) as b
        where ${maySend()}
        limit 1
      ) as due
      limit 1
    ), counted as (
      -- Whoever waits here for another claim of the chain asks once more whether there is room.
      update chain_limits l set
        hour = ${HOUR},
        hour_texts = case when l.hour = ${HOUR} then l.hour_texts else 0 end + case when next.counted_hour = ${HOUR} then 0 else next.size end,
        day = ${DAY},
        day_texts = case when l.day = ${DAY} then l.day_texts else 0 end + case when next.counted_hour::date = ${DAY} then 0 else next.size end
      from next join chains s on s.id = next.chain_id
      where l.chain_id = next.chain_id and ${hasRoom()}
      returning l.chain_id
    ), chain_turn as (
      update chain_turns t set turn = nextval('turns')
      from (
        select t.channel, t.priority, t.chain_id from chain_turns t
        join next n on n.channel = t.channel and n.priority = t.priority and n.chain_id = t.chain_id
        for update of t skip locked
      ) as free
      where t.channel = free.channel and t.priority = free.priority and t.chain_id = free.chain_id
    ), campaign_turn as (
      update campaign_turns t set turn = nextval('turns')
      from (
        select t.channel, t.priority, t.chain_id, t.flow from campaign_turns t
        join next n on n.channel = t.channel and n.priority = t.priority and n.chain_id = t.chain_id and n.flow = t.flow
        for update of t skip locked
      ) as free
      where t.channel = free.channel and t.priority = free.priority and t.chain_id = free.chain_id and t.flow = free.flow
    )
    update batches b set ${intoHand(leaseSeconds)}, counted_hour = case when next.unlimited then b.counted_hour else ${HOUR} end
    from next, chains s
    where b.chain_id = next.chain_id and b.id = next.id and s.id = b.chain_id
      and (next.unlimited or exists (select from counted))
    returning ${CLAIMED}`,
  )
  return batch ?? null
}

/**
 * The same for trials, which only the sandbox takes: texts of chains that are not activated, or that were agreed before they were.
 * Nobody waits for these, so there are no turns.
 */
export async function claimNextTrial(
  tx: Tx,
  channel: 'sms' | 'email',
  leaseSeconds: number,
): Promise<ClaimedBatch | null> {
  const [batch] = await prepared<ClaimedBatch>(
    tx,
    sql`
    with next as materialized (
      select b.chain_id, b.id, b.lease_until is not null as abandoned from batches b
      where b.trial and b.channel = ${channel} and b.status in ('ready', 'claimed') and b.not_before <= now()
        and (b.lease_until is null or b.lease_until < now())
        and not exists (select from chains s where s.id = b.chain_id and s.paused_at is not null)
      order by b.priority, b.not_before, b.id
      limit 1
      for update skip locked
    )
    update batches b set ${intoHand(leaseSeconds)}
    from next, chains s
    where b.chain_id = next.chain_id and b.id = next.id and s.id = b.chain_id
    returning ${CLAIMED}`,
  )
  return batch ?? null
}

/** What makes `b` the claimer's: whoever had it before has an epoch that is over. */
function intoHand(leaseSeconds: number) {
  return sql`status = 'claimed', epoch = b.epoch + 1, attempts = b.attempts + 1,
    lease_until = now() + make_interval(secs => ${leaseSeconds}::float8)`
}

// The hour and the day of the clock of `s`, a chain.
const HOUR = sql.raw(`date_trunc('hour', now() at time zone s.zone)`)
const DAY = sql.raw(`(now() at time zone s.zone)::date`)

/**
 * Whether a chain `c` may send now: whoever owes sends nothing more until it is paid, and whoever is not activated nothing but trials.
 * Asked of one chain after the other; as a condition on all of them it would be decided for each before the first has its turn.
 */
function maySend() {
  return sql`exists (select from chains s where s.id = c.chain_id and s.activated_at is not null and s.paused_at is null)
    and not exists (select from accounts a where a.chain_id = c.chain_id and a.owed_micro > 0)
    and not exists (select from chain_limits l join chains s on s.id = l.chain_id where l.chain_id = c.chain_id and not (${hasRoom()}))`
}

/** Whether a whole batch still fits into the limits `l` of a chain `s`, which a batch counts toward once in an hour and a day. */
function hasRoom() {
  return sql`(l.texts_per_hour is null or l.hour <> ${HOUR} or l.hour_texts + ${sql.raw(String(BATCH_SIZE))} <= l.texts_per_hour)
    and (l.texts_per_day is null or l.day <> ${DAY} or l.day_texts + ${sql.raw(String(BATCH_SIZE))} <= l.texts_per_day)`
}

/** The columns of ClaimedBatch, of `b`, `next` and the chain `s`. The names of a sender are read once for some 500 texts. */
const CLAIMED = sql`${RANGE}, b.size, b.attempts, next.abandoned, s.sender_name as "senderName",
  coalesce((
    select jsonb_object_agg(n.country, jsonb_build_object('name', n.name, 'status', n.status)) from sender_names n where n.chain_id = b.chain_id
  ), '{}') as "senderNames"`

/** Gives a place in the order to whoever has batches to do and none, and takes it from those who have none left. */
export async function tidyTurns(tx: Tx): Promise<void> {
  await prepared(
    tx,
    sql`
    with open as (select distinct channel, priority, chain_id, flow from batches where status in ('ready', 'claimed')),
      chain as (insert into chain_turns (channel, priority, chain_id) select distinct channel, priority, chain_id from open on conflict do nothing)
    insert into campaign_turns (channel, priority, chain_id, flow) select * from open on conflict do nothing`,
  )
  await prepared(
    tx,
    sql`
    delete from campaign_turns t where not exists (
      select from batches b
      where b.chain_id = t.chain_id and b.channel = t.channel and b.priority = t.priority and b.flow = t.flow
        and b.status in ('ready', 'claimed')
    ) and not exists (select from batches b where b.chain_id = t.chain_id and b.flow = t.flow and b.status in ('held', 'stuck'))`,
  )
  await prepared(
    tx,
    sql`
    delete from chain_turns t where not exists (
      select from campaign_turns f where f.channel = t.channel and f.priority = t.priority and f.chain_id = t.chain_id
    )`,
  )
}
