import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { undecided } from '#db/queries/undecided.ts'
import type { DeliveryKey } from '#lib/core/client-ref.ts'
import type { StatusChange } from '#lib/core/status-change.ts'

// What is known of texts that nobody can tell about: one row each, kept with the change of status that brought or ended the doubt.
// Only the undecided ones are indexed, so the list of them costs the same beside six deliveries and beside ten million.

export type Decision = 'receipt' | 'look_up' | 'resend' | 'mark_delivered' | 'write_off'

/** Notes that texts are in doubt now, with what the delivery itself says of its way. */
export async function openDoubts(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  if (changes.length === 0) return
  await prepared(
    tx,
    sql`
    insert into delivery_doubts (chain_id, delivery_id, month, campaign_id, clinic_id, channel, provider, detail, handed_at)
    select d.chain_id, d.id, d.month, d.campaign_id, d.clinic_id, d.channel, d.provider, d.reason, k.handed_at
    from unnest(
      ${arrayLiteral(changes.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(changes.map(({ month }) => month))}::date[],
      ${arrayLiteral(changes.map(({ deliveryId }) => deliveryId))}::uuid[],
      ${arrayLiteral(changes.map(({ handedAt }) => handedAt?.toISOString()))}::timestamptz[]
    ) as k (chain_id, month, id, handed_at)
    join deliveries d on d.chain_id = k.chain_id and d.month = k.month and d.id = k.id
    on conflict do nothing`,
  )
}

/** Notes that the fate of texts is known, or that they were given up. A decision that is there already stays; nothing is asked any more. */
export async function closeDoubts(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  if (changes.length === 0) return
  await prepared(
    tx,
    sql`
    update delivery_doubts u set decided_at = coalesce(u.decided_at, now()), decision = coalesce(u.decision, 'receipt'),
      next_look_up_at = null, give_up_at = null
    from unnest(
      ${arrayLiteral(changes.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(changes.map(({ deliveryId }) => deliveryId))}::uuid[]
    ) as k (chain_id, id)
    where u.chain_id = k.chain_id and u.delivery_id = k.id`,
  )
}

/** Notes who decided, of texts that the caller has just moved out of `unknown`. */
export async function noteDecision(
  tx: Tx,
  chainId: string,
  decision: Decision,
  staffId: string | null,
  deliveryIds: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    update delivery_doubts set decided_at = now(), decision = ${decision}, decided_by = ${staffId}::uuid
    where chain_id = ${chainId} and delivery_id = any(${arrayLiteral(deliveryIds)}::uuid[]) and decided_at is null`)
}

/**
 * Notes which text follows each that was sent again. It stays in doubt, its price held, until a receipt or a look-up ends that or
 * the hours are over.
 */
export async function noteResends(
  tx: Tx,
  chainId: string,
  staffId: string | null,
  giveUpHours: number,
  resends: readonly { deliveryId: string; resendId: string }[],
): Promise<void> {
  await tx.execute(sql`
    update delivery_doubts u set decided_at = now(), decision = 'resend', decided_by = ${staffId}::uuid, resend_id = k.resend_id,
      give_up_at = greatest(u.since + make_interval(hours => ${giveUpHours}::int), now())
    from unnest(
      ${arrayLiteral(resends.map(({ deliveryId }) => deliveryId))}::uuid[], ${arrayLiteral(resends.map(({ resendId }) => resendId))}::uuid[]
    ) as k (id, resend_id)
    where u.chain_id = ${chainId} and u.delivery_id = k.id and u.decided_at is null`)
}

/** Texts that were sent again so long ago that their own fate will hardly be told any more. */
export async function findDoubtsToGiveUp(tx: Tx, limit: number): Promise<DeliveryKey[]> {
  return prepared(
    tx,
    sql`
    select u.chain_id as "chainId", u.month::text as month, u.delivery_id as "deliveryId" from delivery_doubts u
    where u.give_up_at <= now() order by u.give_up_at limit ${limit}`,
  )
}

/** A text in doubt whose provider is to be asked. */
export type DoubtToLookUp = DeliveryKey & { lookUps: number }

/**
 * Takes texts of a provider whose turn to be asked for has come, and sets their next turn: the wait doubles from a minute up to
 * `longestMinutes`, and after `giveUpHours` nothing is asked any more. Another worker takes others.
 */
export async function takeDoubtsToLookUp(
  tx: Tx,
  provider: string,
  { limit, longestMinutes, giveUpHours }: { limit: number; longestMinutes: number; giveUpHours: number },
): Promise<DoubtToLookUp[]> {
  return prepared(
    tx,
    sql`
    with due as (
      select chain_id, delivery_id from delivery_doubts
      where next_look_up_at <= now() and provider = ${provider}
      order by next_look_up_at limit ${limit} for update skip locked
    )
    update delivery_doubts u set look_ups = least(u.look_ups + 1, 32767), looked_up_at = now(),
      next_look_up_at = case when u.since + make_interval(hours => ${giveUpHours}::int) > now()
        then now() + make_interval(mins => least(2 ^ least(u.look_ups, 20), ${longestMinutes}::int)::int) end
    from due where u.chain_id = due.chain_id and u.delivery_id = due.delivery_id
    returning u.chain_id as "chainId", u.month::text as month, u.delivery_id as "deliveryId", u.look_ups as "lookUps"`,
  )
}

/** Lets providers be asked at once for texts that nobody has decided yet. Returns how many there are to ask for. */
export async function askAtOnce(tx: Tx, scope: ClinicScope, deliveryIds: readonly string[]): Promise<number> {
  const rows = await tx.execute(sql`
    update delivery_doubts u set next_look_up_at = now()
    where ${undecided(scope)} and u.delivery_id = any(${arrayLiteral(deliveryIds)}::uuid[])
    returning u.delivery_id`)
  return rows.length
}

/** Notes what providers said of texts that stay in doubt. */
export async function noteLookUpAnswers(
  tx: Tx,
  answers: readonly (DeliveryKey & { answer: 'never_had_it' | 'cannot_say' })[],
): Promise<void> {
  if (answers.length === 0) return
  await prepared(
    tx,
    sql`
    update delivery_doubts u set look_up_answer = k.answer
    from unnest(
      ${arrayLiteral(answers.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(answers.map(({ deliveryId }) => deliveryId))}::uuid[],
      ${arrayLiteral(answers.map(({ answer }) => answer))}::text[]
    ) as k (chain_id, id, answer)
    where u.chain_id = k.chain_id and u.delivery_id = k.id`,
  )
}

/** Notes that a look-up ended these doubts, where nobody had decided them. */
export async function noteFoundByLookUp(tx: Tx, keys: readonly DeliveryKey[]): Promise<void> {
  await prepared(
    tx,
    sql`
    update delivery_doubts u set decided_at = now(), decision = 'look_up'
    from unnest(
      ${arrayLiteral(keys.map(({ chainId }) => chainId))}::uuid[], ${arrayLiteral(keys.map(({ deliveryId }) => deliveryId))}::uuid[]
    ) as k (chain_id, id)
    where u.chain_id = k.chain_id and u.delivery_id = k.id and u.decided_at is null`,
  )
}

/** Asks no more for texts of providers that cannot be asked. */
export async function stopLookUps(tx: Tx, providers: readonly string[]): Promise<void> {
  await prepared(
    tx,
    sql`
    update delivery_doubts set next_look_up_at = null
    where next_look_up_at is not null and provider = any(${arrayLiteral(providers)}::text[])`,
  )
}
