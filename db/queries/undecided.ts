import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { DeliveryKey } from '#lib/core/client-ref.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { DoubtAge } from '#lib/core/doubt.ts'
import type { DeliveryFigures } from '#lib/core/status-change.ts'

// Texts in doubt that nobody has decided yet: listed, counted and taken in hand from the index of the undecided ones alone.

/** Beyond this many, the exact number tells nobody what to do differently. */
export const UNDECIDED_COUNTED_UP_TO = 10_000

export type UndecidedFilter = {
  campaignId?: string | undefined
  channel?: 'sms' | 'email' | undefined
  age?: DoubtAge | undefined
}

/** Some texts by name, or all of a filter that were in doubt at an instant: what has come since is not meant. */
export type UndecidedChoice = { deliveryIds: readonly string[] } | { filter: UndecidedFilter; asOf: Date }

/** A text whose fate a person decides, with what the books need to know of it. */
export type UndecidedText = Omit<DeliveryFigures, 'holdId'> & {
  status: 'unknown' | 'resent'
  country: string | null
}

/**
 * Takes undecided texts in hand, oldest doubt first. Whatever somebody else, or a receipt, is deciding at this very moment is passed
 * over: nobody waits, and of two people who press at once one gets each text.
 */
export async function takeUndecided(
  tx: Tx,
  scope: ClinicScope,
  choice: UndecidedChoice,
  limit: number,
): Promise<UndecidedText[]> {
  return tx.execute<UndecidedText>(sql`
    select ${FIGURES}
    from delivery_doubts u
    join deliveries d on d.chain_id = u.chain_id and d.month = u.month and d.id = u.delivery_id
    left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    where ${undecided(scope)}${chosen(choice)} and d.status = 'unknown'
    order by u.since, u.delivery_id
    limit ${limit}
    for update of d skip locked`)
}

/** What the books need to know of those texts that are in doubt still, locked; those that somebody is changing at this moment are passed over. */
export async function findFigures(tx: Tx, keys: readonly DeliveryKey[]): Promise<UndecidedText[]> {
  return tx.execute<UndecidedText>(sql`
    select ${FIGURES}
    from unnest(
      ${arrayLiteral(keys.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(keys.map(({ month }) => month))}::date[],
      ${arrayLiteral(keys.map(({ deliveryId }) => deliveryId))}::uuid[]
    ) as k (chain_id, month, id)
    join deliveries d on d.chain_id = k.chain_id and d.month = k.month and d.id = k.id
    left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    where d.status in ('unknown', 'resent')
    for update of d skip locked`)
}

/** How many are undecided, up to UNDECIDED_COUNTED_UP_TO. */
export async function countUndecided(tx: Tx, scope: ClinicScope, choice: UndecidedChoice): Promise<number> {
  const [row] = await tx.execute<{ texts: number }>(sql`
    select count(*)::int as texts from (
      select from delivery_doubts u where ${undecided(scope)}${chosen(choice)} limit ${UNDECIDED_COUNTED_UP_TO}
    ) as undecided`)
  return row?.texts ?? 0
}

/** What is chosen, added up by what a text's price goes by; the same texts that `takeUndecided` would take in all its steps. */
export async function sumUndecided(
  tx: Tx,
  scope: ClinicScope,
  choice: UndecidedChoice,
): Promise<{ channel: 'sms' | 'email'; country: string | null; segments: number; texts: number; heldMicro: number }[]> {
  return tx.execute(sql`
    select d.channel, d.country, d.segments, count(*)::int as texts, sum(d.price_micro)::bigint as "heldMicro"
    from (
      select u.chain_id, u.month, u.delivery_id from delivery_doubts u
      where ${undecided(scope)}${chosen(choice)} limit ${UNDECIDED_COUNTED_UP_TO}
    ) as u join deliveries d on d.chain_id = u.chain_id and d.month = u.month and d.id = u.delivery_id
    where d.status = 'unknown'
    group by 1, 2, 3`)
}

/** Campaigns of whichever clinics that have undecided texts of one's own, the one with the newest doubt first. */
export async function listUndecidedCampaigns(
  tx: Tx,
  scope: ClinicScope,
  limit = 50,
): Promise<{ id: string; name: string }[]> {
  return tx.execute(sql`
    select k.id, k.name from (
      select u.campaign_id, max(u.since) as since from (
        select campaign_id, since from delivery_doubts u
        where ${undecided(scope)} and campaign_id is not null limit ${UNDECIDED_COUNTED_UP_TO}
      ) as u group by 1
    ) as u join whole_chain.campaigns k on k.chain_id = ${scope.chainId} and k.id = u.campaign_id
    order by u.since desc limit ${limit}`)
}

/** Moves texts that the caller has in hand on, each only from the status it was read in. What is written off costs nothing any more. */
export async function moveUndecided(
  tx: Tx,
  texts: readonly (Pick<UndecidedText, 'chainId' | 'month' | 'deliveryId' | 'status'> & { reason?: string | null })[],
  to: Extract<DeliveryStatus, 'accepted' | 'rejected' | 'delivered' | 'resent' | 'written_off'>,
): Promise<void> {
  if (texts.length === 0) return
  const rows = await tx.execute(sql`
    update deliveries d set status = ${to}, reason = k.reason,
      price_micro = case when ${to} = 'written_off' then 0 else d.price_micro end,
      accepted_at = case when ${to} in ('accepted', 'delivered') then coalesce(d.accepted_at, now()) else d.accepted_at end,
      final_at = case when ${to} not in ('accepted', 'resent') then now() end
    from unnest(
      ${arrayLiteral(texts.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(texts.map(({ month }) => month))}::date[],
      ${arrayLiteral(texts.map(({ deliveryId }) => deliveryId))}::uuid[], ${arrayLiteral(texts.map(({ status }) => status))}::text[],
      ${arrayLiteral(texts.map(({ reason }) => reason))}::text[]
    ) as k (chain_id, month, id, status, reason)
    where d.chain_id = k.chain_id and d.month = k.month and d.id = k.id and d.status = k.status
    returning d.id`)
  if (rows.length !== texts.length) throw new Error('a text in hand was changed by somebody else')
}

/** The conditions of being undecided and within one's clinics, on `u`. */
export function undecided({ chainId, clinicIds }: ClinicScope): SQL {
  const own = clinicIds === 'all' ? sql`` : sql` and u.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return sql`u.chain_id = ${chainId} and u.decided_at is null${own}`
}

/** The conditions of a filter, on `u`. */
export function ofFilter({ campaignId, channel, age }: UndecidedFilter): SQL {
  const parts = [
    campaignId && sql` and u.campaign_id = ${campaignId}`,
    channel && sql` and u.channel = ${channel}`,
    age && AGES[age],
  ]
  return sql.join(parts.filter((part) => part !== undefined && part !== ''))
}

function chosen(choice: UndecidedChoice): SQL {
  if ('deliveryIds' in choice) return sql` and u.delivery_id = any(${arrayLiteral(choice.deliveryIds)}::uuid[])`
  return sql`${ofFilter(choice.filter)} and u.since <= ${choice.asOf.toISOString()}::timestamptz`
}

const FIGURES = sql.raw(`
  d.id as "deliveryId", d.chain_id as "chainId", d.month::text as month, d.campaign_id as "campaignId", d.clinic_id as "clinicId",
  (d.planned_at at time zone c.zone)::date::text as day, d.kind, d.channel, d.language, d.segments, d.price_micro as "priceMicro",
  d.free_if_undelivered as "freeIfUndelivered",  d.status, d.country`)

const AGES: Record<DoubtAge, SQL> = {
  hour: sql` and u.since > now() - interval '1 hour'`,
  day: sql` and u.since <= now() - interval '1 hour' and u.since > now() - interval '1 day'`,
  older: sql` and u.since <= now() - interval '1 day'`,
}
