import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { BatchRange } from '#db/queries/batches.ts'
import { inRange } from '#db/queries/batches.ts'
import { deliveriesOf } from '#db/queries/partitions.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import { CONSENT_NEEDED, STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'
import type { DeliveryFigures } from '#lib/core/status-change.ts'
import type { SuppressionReason } from '#lib/core/suppression-reason.ts'

/** A delivery about to leave, with the facts about its patient as they are now. */
export type DueDelivery = Pick<
  DeliveryFigures,
  'deliveryId' | 'clinicId' | 'day' | 'language' | 'segments' | 'priceMicro'
> & {
  /** `submitting` when our own transaction put it there and we never heard that it did. */
  status: 'planned' | 'submitting'
  wordingId: string
  /** Null where the patient was erased meanwhile. */
  params: string[] | null
  /** The number or address as it is now. */
  address: string
  /** Of that number; null for an address. */
  country: string | null
  /** Whether that differs from the one it was planned for. */
  addressIsNew: boolean
  /** Whether a number or address gets one text of its campaign only. */
  isOncePerAddress: boolean
  validUntilMilliseconds: number
  expired: boolean
  obstacle: SuppressionReason | null
  /** Private messages that name a debt are refused at this number or address. */
  refusesDebts: boolean
}

/** What becomes of a due delivery before any byte of it leaves. */
export type Intent = {
  deliveryId: string
  status: 'submitting' | 'suppressed' | 'expired_unsent'
  reason: SuppressionReason | null
  /** Set where the patient's number or address has changed. */
  address: string | null
}

/**
 * The next deliveries of a batch after one id, in order. Death, refusals, consent and the patient's present number or address
 * are read here, in the transaction that then writes `submitting`.
 */
export async function readDueDeliveries(
  tx: Tx,
  batch: BatchRange,
  { after, limit }: { after: string; limit: number },
): Promise<DueDelivery[]> {
  // Sent together: what is read is read behind the lock all the same.
  const locked = batch.kind === 'reminder' ? lockAppointments(tx, batch, { after, limit }) : undefined
  const read = prepared<DueDelivery>(
    tx,
    sql`
    select d.id as "deliveryId", d.status, d.wording_id as "wordingId", d.params, d.language, d.clinic_id as "clinicId",
      d.segments, d.price_micro as "priceMicro", (d.planned_at at time zone c.zone)::date::text as day,
      coalesce(now_at.address, d.address, '') as address, now_at.address is distinct from d.address as "addressIsNew",
      coalesce(now_at.country, d.country) as country,
      d.once_per is not null as "isOncePerAddress",
      (extract(epoch from d.valid_until) * 1000)::bigint as "validUntilMilliseconds", d.valid_until <= now() as expired,
      case
        when d.patient_id is not null and (p.id is null or p.deceased) then 'deceased'
        -- The link at the end of an offer refuses for the number it was made for; at another it would refuse for nobody there.
        when now_at.address is null
            or (now_at.address <> d.address and (now_at.country is distinct from d.country or w.purpose <> 'notice'))
          then case d.channel when 'sms' then 'number_changed' else 'address_changed' end
        when exists (
          select from opt_outs o
          where o.chain_id = d.chain_id and o.channel = d.channel and o.address = now_at.address and o.withdrawn_at is null
            and o.purpose = any(case w.purpose when 'offer' then ${OPT_OUTS.offer}::text[] when 'greeting' then ${OPT_OUTS.greeting}::text[]
              when 'recall' then ${OPT_OUTS.recall}::text[] else ${OPT_OUTS.notice}::text[] end)
        ) then 'opted_out'
        -- Who writes an offer tries it on themselves.
        when d.kind <> 'test' and needed.consent is not null and not exists (
          select from consents s
          where s.chain_id = d.chain_id and s.patient_id = d.patient_id and s.purpose = needed.consent
            and s.channel in ('any', d.channel) and s.withdrawn_at is null
        ) then 'no_consent'
        when d.once_per is not null and now_at.address <> d.address and exists (
          select from ${deliveriesOf(batch.month)} other
          where other.chain_id = ${batch.chainId} and other.month = ${batch.month}::date and other.campaign_id = d.campaign_id
            and other.channel = d.channel and other.once_per = now_at.address
            -- An earlier attempt of the same text is no second one.
            and other.patient_id is distinct from d.patient_id
        ) then 'same_number'
        ${batch.kind === 'reminder' ? sql`else (${obstacleOfVisits(batch)})` : sql``}
      end as obstacle,
      -- Whether the text names a debt is only seen once it is rendered.
      d.kind = 'private' and exists (
        select from opt_outs o
        where o.chain_id = d.chain_id and o.channel = d.channel and o.address = now_at.address and o.withdrawn_at is null and o.purpose = 'debt'
      ) as "refusesDebts"
    from ${deliveriesOf(batch.month)} d
    join wordings w on w.chain_id = d.chain_id and w.id = d.wording_id
    left join patients p on p.chain_id = d.chain_id and p.id = d.patient_id
    left join clinics c on c.chain_id = d.chain_id and c.id = d.clinic_id
    cross join lateral (
      select case w.purpose when 'offer' then ${CONSENT_NEEDED.offer}::text else ${CONSENT_NEEDED.notice}::text end as consent
    ) as needed
    cross join lateral (
      select
        case when d.patient_id is null or d.kind = 'test' then d.address
          when d.channel = 'email' then p.email
          when p.phone = d.address or p.phone_kind = 'mobile' then p.phone
        end as address,
        case when d.channel = 'sms' then p.phone_country else d.country end as country
    ) as now_at
    where ${inRange(batch)} and d.id > ${after} and (d.status = 'planned' or (d.status = 'submitting' and d.epoch = ${batch.epoch}))
    order by d.id
    limit ${limit}`,
  )
  const [due] = await Promise.all([read, locked])
  return due
}

/**
 * Holds the appointments that the next texts tell of: whoever moves one has done so before `submitting` is written, and is seen, or
 * waits until it is. Always in the order of their codes, as an import writes them.
 */
async function lockAppointments(
  tx: Tx,
  batch: BatchRange,
  { after, limit }: { after: string; limit: number },
): Promise<void> {
  await prepared(
    tx,
    sql`
    select a.id from appointments a
    where a.chain_id = ${batch.chainId} and a.id in (
      select r.appointment_id from (
        select coalesce(d.resend_of, d.id) as id from ${deliveriesOf(batch.month)} d
        where ${inRange(batch)} and d.id > ${after} and (d.status = 'planned' or (d.status = 'submitting' and d.epoch = ${batch.epoch}))
        order by d.id
        limit ${limit}
      ) as due
      join reminders r on r.chain_id = ${batch.chainId} and r.delivery_id = due.id
    )
    order by a.code
    for share of a`,
  )
}

/** What has changed about the visits that a reminder tells of; one of several is enough. */
function obstacleOfVisits(batch: BatchRange) {
  return sql`
    select case
      when bool_or(a.version is distinct from r.appointment_version) then 'appointment_changed'
      when bool_or(a.status <> all(u.statuses)) then 'appointment_cancelled'
      when bool_or(r.shared and (m.deceased or case d.channel when 'sms' then m.phone else m.email end is distinct from now_at.address))
        then case d.channel when 'sms' then 'number_changed' else 'address_changed' end
    end
    from reminders r
    join reminder_rules u on u.chain_id = ${batch.chainId} and u.id = r.rule_id
    left join appointments a on a.chain_id = ${batch.chainId} and a.id = r.appointment_id
    left join patients m on m.chain_id = ${batch.chainId} and m.id = r.patient_id
    where r.chain_id = ${batch.chainId} and r.delivery_id = coalesce(d.resend_of, d.id)`
}

/** Writes intents. Returns the deliveries it took hold of: one that was called off meanwhile is not among them. */
export async function writeIntents(
  tx: Tx,
  batch: BatchRange,
  provider: string,
  intents: readonly Intent[],
): Promise<Set<string>> {
  const rows = await prepared<{ id: string }>(
    tx,
    sql`
    update ${deliveriesOf(batch.month)} d set status = i.status, reason = i.reason, provider = ${provider}, epoch = ${batch.epoch},
      submitted_at = case when i.status = 'submitting' then now() end, final_at = case when i.status <> 'submitting' then now() end,
      address = coalesce(i.address, d.address), once_per = case when d.once_per is null then null else coalesce(i.address, d.once_per) end
    from unnest(
      ${arrayLiteral(intents.map((intent) => intent.deliveryId))}::uuid[], ${arrayLiteral(intents.map((intent) => intent.status))}::text[],
      ${arrayLiteral(intents.map((intent) => intent.reason))}::text[], ${arrayLiteral(intents.map((intent) => intent.address))}::text[]
    ) as i (id, status, reason, address)
    where d.chain_id = ${batch.chainId} and d.month = ${batch.month}::date and d.id = i.id
      and (d.status = 'planned' or (d.status = 'submitting' and d.epoch = ${batch.epoch}))
      -- Erased between our reading and this: nothing of it leaves.
      and (i.status <> 'submitting' or d.params is not null)
    returning d.id`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Texts as they were frozen, with the name of the chain they come from. */
export async function findWordings(
  tx: Tx,
  chainId: string,
  wordingIds: readonly string[],
): Promise<(Wording & { id: string; chainName: string })[]> {
  return tx.execute(sql`
    select w.id, w.channel, w.purpose, w.language, w.subject, w.body, c.name as "chainName"
    from wordings w join chains c on c.id = w.chain_id
    where w.chain_id = ${chainId} and w.id = any(${arrayLiteral(wordingIds)}::uuid[])`)
}

const OPT_OUTS = {
  offer: arrayLiteral(STOPPED_BY_OPT_OUT_OF.offer),
  notice: arrayLiteral(STOPPED_BY_OPT_OUT_OF.notice),
  greeting: arrayLiteral(STOPPED_BY_OPT_OUT_OF.greeting),
  recall: arrayLiteral(STOPPED_BY_OPT_OUT_OF.recall),
}
