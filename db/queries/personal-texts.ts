import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { laterVisits } from '#db/queries/personal-occasions.ts'
import type { PersonFacts } from '#lib/core/automatic-recipient.ts'
import { STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'

// Greetings and recalls that are due: taken and sent like reminders. Planning is in personal-occasions.ts.

export type PersonalKind = 'greeting' | 'recall'

/** `occasion` is the year of the birthday, or the day of the last visit. */
export type PersonalKey = { patientId: string; occasion: string }

export type DuePersonal = PersonalKey &
  PersonFacts & {
    switchedOn: boolean
    /** Whether the reason for it still holds: a recall falls away when a visit is booked. */
    stillDue: boolean
    nowMilliseconds: number
    sendAtMilliseconds: number | null
    validUntilMilliseconds: number
    today: string
    templateId: string
    channel: 'sms' | 'email'
    noLanguageAs: string | null
    firstName: string
    lastName: string
    clinicId: string
    clinicName: string
    clinicPhone: string | null
    hours: string
  }

export type PersonalDecision = PersonalKey & {
  status: 'planned' | 'left_out' | 'too_late'
  reason: string | null
  dueAtMilliseconds: number | null
}

const TABLES = {
  greeting: { table: 'greetings', occasion: 'year', type: 'int', settings: 'greeting_settings', category: 'greetings' },
  recall: {
    table: 'recalls',
    occasion: 'last_visit_on',
    type: 'date',
    settings: 'recall_settings',
    category: 'recall',
  },
} as const

/** Takes those that are due first; what is in somebody else's hand is passed over. */
export async function claimDuePersonal(
  tx: Tx,
  chainId: string,
  kind: PersonalKind,
  now: Date | null,
  limit: number,
): Promise<PersonalKey[]> {
  const { table, occasion } = namesOf(kind)
  return tx.execute<PersonalKey>(sql`
    select patient_id as "patientId", ${occasion}::text as occasion from ${table}
    where chain_id = ${chainId} and status = 'planned' and due_at <= ${clock(now)}
    order by due_at limit ${limit}
    for update skip locked`)
}

/** Reads everything about them anew. */
export async function readDuePersonal(
  tx: Tx,
  chainId: string,
  kind: PersonalKind,
  now: Date | null,
  claimed: readonly PersonalKey[],
): Promise<DuePersonal[]> {
  const { table, occasion, settings } = namesOf(kind)
  const closed = kind === 'greeting' ? sql`'{}'::date[]` : sql`closed_days(c.chain_id, c.id)`
  const purposes = arrayLiteral(STOPPED_BY_OPT_OUT_OF[kind])
  return tx.execute<DuePersonal>(sql`
    with place as materialized (
      select c.*, is_switched_on(c.chain_id, ${TABLES[kind].category}, c.id) as is_on,
        sending_time_after(${clock(now)}, c.zone, c.opens_at, c.closes_at, ${closed}) as send_at,
        md5(concat_ws(' ', c.zone, c.opens_at, c.closes_at, ${closed})) as hours
      from clinics c where c.chain_id = ${chainId}
    )
    select t.patient_id as "patientId", t.${occasion}::text as occasion, c.is_on as "switchedOn",
      ${kind === 'greeting' ? sql`true` : sql`not exists (${laterVisits(chainId, sql`t.patient_id`, sql`((t.last_visit_on + 1)::timestamp at time zone c.zone)`)})`} as "stillDue",
      ${milliseconds(clock(now))} as "nowMilliseconds", ${milliseconds(sql`c.send_at`)} as "sendAtMilliseconds",
      ${milliseconds(sql`t.valid_until`)} as "validUntilMilliseconds", (now() at time zone c.zone)::date::text as today,
      coalesce(variant.id, s.template_id) as "templateId", s.channel, s.no_language_as as "noLanguageAs",
      p.first_name as "firstName", p.last_name as "lastName", p.deceased, p.language, p.phone, p.phone_kind as "phoneKind",
      p.phone_country as "phoneCountry", p.email,
      exists (
        select from opt_outs o
        where o.chain_id = ${chainId} and o.channel = s.channel and o.withdrawn_at is null
          and o.address = case s.channel when 'sms' then p.phone else p.email end and o.purpose = any(${purposes}::text[])
      ) as refused,
      c.id as "clinicId", c.name as "clinicName", c.phone as "clinicPhone", c.hours
    from unnest(${arrayLiteral(claimed.map(({ patientId }) => patientId))}::uuid[], ${arrayLiteral(claimed.map((key) => key.occasion))}::text[])
      as k (patient_id, occasion)
    join ${table} t on t.chain_id = ${chainId} and t.patient_id = k.patient_id and t.${occasion} = k.occasion::${typeOf(kind)}
    join ${settings} s on s.chain_id = ${chainId}
    join patients p on p.chain_id = ${chainId} and p.id = t.patient_id
    join place c on c.id = p.clinic_id
    left join templates variant on variant.chain_id = ${chainId} and variant.variant_of = s.template_id and variant.clinic_id = c.id
      and variant.archived_at is null`)
}

/** Writes what became of those that no text was written for. */
export async function decidePersonal(
  tx: Tx,
  chainId: string,
  kind: PersonalKind,
  decisions: readonly PersonalDecision[],
): Promise<void> {
  if (decisions.length === 0) return
  const { table, occasion } = namesOf(kind)
  await tx.execute(sql`
    update ${table} t set status = d.status, reason = d.reason, decided_at = case when d.status <> 'planned' then now() end,
      due_at = coalesce(to_timestamp(d.due / 1000.0), t.due_at)
    from unnest(${arrayLiteral(decisions.map(({ patientId }) => patientId))}::uuid[], ${arrayLiteral(decisions.map((one) => one.occasion))}::text[],
      ${arrayLiteral(decisions.map(({ status }) => status))}::text[], ${arrayLiteral(decisions.map(({ reason }) => reason))}::text[],
      ${arrayLiteral(decisions.map(({ dueAtMilliseconds }) => dueAtMilliseconds))}::bigint[]) as d (patient_id, occasion, status, reason, due)
    where t.chain_id = ${chainId} and t.patient_id = d.patient_id and t.${occasion} = d.occasion::${typeOf(kind)}`)
}

/** Links them to the deliveries that were written. */
export async function notePersonalWritten(
  tx: Tx,
  chainId: string,
  kind: PersonalKind,
  written: readonly (PersonalKey & { deliveryId: string; month: string })[],
): Promise<void> {
  if (written.length === 0) return
  const { table, occasion } = namesOf(kind)
  await tx.execute(sql`
    update ${table} t set status = 'written', reason = null, decided_at = now(), delivery_id = d.delivery_id, month = d.month
    from unnest(${arrayLiteral(written.map(({ patientId }) => patientId))}::uuid[], ${arrayLiteral(written.map((one) => one.occasion))}::text[],
      ${arrayLiteral(written.map(({ deliveryId }) => deliveryId))}::uuid[], ${arrayLiteral(written.map(({ month }) => month))}::date[])
      as d (patient_id, occasion, delivery_id, month)
    where t.chain_id = ${chainId} and t.patient_id = d.patient_id and t.${occasion} = d.occasion::${typeOf(kind)}`)
}

function namesOf(kind: PersonalKind) {
  const { table, occasion, settings } = TABLES[kind]
  return { table: sql.raw(table), occasion: sql.raw(occasion), settings: sql.raw(settings) }
}

function typeOf(kind: PersonalKind) {
  return sql.raw(TABLES[kind].type)
}

function milliseconds(instant: ReturnType<typeof sql>) {
  return sql`(extract(epoch from ${instant}) * 1000)::bigint`
}
