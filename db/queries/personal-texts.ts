import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { BOOKED_STATUSES, VISIT_STATUSES } from '#lib/core/appointment-status.ts'
import type { PersonFacts } from '#lib/core/automatic-recipient.ts'
import { STOPPED_BY_OPT_OUT_OF } from '#lib/core/refusal-purposes.ts'

// Greetings and recalls: planned once for a patient and a birthday, or a last visit, by the unique keys of their tables; taken and
// sent like reminders.

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

const ADULT_YEARS = 18
/** A recall that could not be sent for so long is not sent any more; and nobody is recalled whose time came longer ago. */
const RECALL_VALID_DAYS = 7
const RECALL_LOOKS_BACK_DAYS = 30

/** Plans the greetings of everybody whose birthday it is today at their clinic; who has one of this year already keeps it. */
export async function planGreetings(tx: Tx, chainId: string, now: Date | null): Promise<void> {
  await tx.execute(sql`
    with place as materialized (
      select c.id, c.zone, c.opens_at, c.closes_at, s.at_local, s.minors, day.today,
        array[day.md] || case
          when not day.leap and s.leap_day = 'feb_28' and day.md = 228 then array[229]
          when not day.leap and s.leap_day = 'mar_1' and day.md = 301 then array[229] else '{}' end as days
      from greeting_settings s join clinics c on c.chain_id = s.chain_id
      cross join lateral (select (${clock(now)} at time zone c.zone)::date as today) as here
      cross join lateral (
        select here.today, (extract(month from here.today) * 100 + extract(day from here.today))::int as md, extract(day from make_date(extract(year from here.today)::int, 3, 1) - 1) = 29 as leap
      ) as day
      where s.chain_id = ${chainId} and is_switched_on(s.chain_id, 'greetings', c.id)
    )
    insert into greetings (chain_id, patient_id, year, clinic_id, day, due_at, valid_until, status, reason, decided_at)
    select ${chainId}::uuid, p.id, extract(year from place.today)::int, place.id, place.today, due.at,
      (place.today + place.closes_at) at time zone place.zone, case when minor.is then 'left_out' else 'planned' end,
      case when minor.is then 'minor' end, case when minor.is then now() end
    from place
    join patients p on p.chain_id = ${chainId} and p.clinic_id = place.id
      and extract(month from p.birth_date) * 100 + extract(day from p.birth_date) = any(place.days::numeric[])
    cross join lateral (
      -- A holiday does not keep a wish back: tomorrow it would be no wish any more.
      select sending_time_after((place.today + place.at_local) at time zone place.zone, place.zone, place.opens_at, place.closes_at, '{}') as at
    ) as due
    cross join lateral (
      select place.minors = 'none' and p.birth_date + make_interval(years => ${sql.raw(String(ADULT_YEARS))}) > place.today as is
    ) as minor
    where not p.deceased and (due.at at time zone place.zone)::date = place.today and p.birth_date < place.today
    on conflict (chain_id, patient_id, year) do nothing`)
}

/** Plans recalls: the last visit is so many months ago, and no other is booked. */
export async function planRecalls(tx: Tx, chainId: string, now: Date | null): Promise<void> {
  await tx.execute(sql`
    with place as materialized (
      select c.id, c.zone, c.opens_at, c.closes_at, closed_days(c.chain_id, c.id) as closed_on, s.at_local, s.months,
        (${clock(now)} at time zone c.zone)::date as today
      from recall_settings s join clinics c on c.chain_id = s.chain_id
      where s.chain_id = ${chainId} and is_switched_on(s.chain_id, 'recall', c.id)
    ), visit as (
      select distinct on (a.patient_id) a.patient_id, a.starts_at
      from appointments a cross join (select months from recall_settings where chain_id = ${chainId}) as s
      where a.chain_id = ${chainId} and a.status = any(${arrayLiteral(VISIT_STATUSES)}::text[])
        and a.starts_at >= ${clock(now)} - make_interval(months => s.months, days => ${sql.raw(String(RECALL_LOOKS_BACK_DAYS + 2))})
        and a.starts_at < ${clock(now)} - make_interval(months => s.months) + interval '2 days'
      order by a.patient_id, a.starts_at desc
    )
    insert into recalls (chain_id, patient_id, last_visit_on, clinic_id, due_at, valid_until, status)
    select ${chainId}::uuid, p.id, seen.day, place.id, due.at, due.at + make_interval(days => ${sql.raw(String(RECALL_VALID_DAYS))}), 'planned'
    from visit join patients p on p.chain_id = ${chainId} and p.id = visit.patient_id join place on place.id = p.clinic_id
    cross join lateral (select (visit.starts_at at time zone place.zone)::date as day) as seen
    cross join lateral (
      select sending_time_after(greatest((place.today + place.at_local) at time zone place.zone, ${clock(now)}), place.zone, place.opens_at,
        place.closes_at, place.closed_on) as at
    ) as due
    where not p.deceased and due.at is not null
      and seen.day + make_interval(months => place.months) between place.today - ${sql.raw(String(RECALL_LOOKS_BACK_DAYS))} and place.today
      and not exists (${laterVisits(chainId, sql`visit.patient_id`, sql`visit.starts_at`)})
    on conflict (chain_id, patient_id, last_visit_on) do nothing`)
}

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

/** Chains in which a kind of text is switched on anywhere. */
export async function listChainsSwitchedOn(tx: Tx, category: 'greetings' | 'recall'): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct chain_id as id from automatic_switches where category = ${category} and enabled order by chain_id`)
  return rows.map(({ id }) => id)
}

/** A visit since, or one that is booked. */
function laterVisits(chainId: string, patientId: ReturnType<typeof sql>, since: ReturnType<typeof sql>) {
  return sql`
    select from appointments later
    where later.chain_id = ${chainId} and later.patient_id = ${patientId} and later.starts_at > ${since}
      and later.status = any(${arrayLiteral([...VISIT_STATUSES, ...BOOKED_STATUSES])}::text[])`
}

function namesOf(kind: PersonalKind) {
  const { table, occasion, settings } = TABLES[kind]
  return { table: sql.raw(table), occasion: sql.raw(occasion), settings: sql.raw(settings) }
}

function typeOf(kind: PersonalKind) {
  return sql.raw(TABLES[kind].type)
}

function clock(now: Date | null) {
  return sql`coalesce(${now?.toISOString() ?? null}::timestamptz, now())`
}

function milliseconds(instant: ReturnType<typeof sql>) {
  return sql`(extract(epoch from ${instant}) * 1000)::bigint`
}

export type GreetingSettings = {
  templateId: string
  channel: 'sms' | 'email'
  /** 'HH:MM' on the clinic's clock. */
  atLocal: string
  leapDay: 'feb_28' | 'mar_1'
  minors: 'guardian' | 'none'
  noLanguageAs: string | null
  version: number
}
export type RecallSettings = Omit<GreetingSettings, 'leapDay' | 'minors'> & { months: number }

export async function findGreetingSettings(tx: Tx, chainId: string): Promise<GreetingSettings | null> {
  const [row] = await tx.execute<GreetingSettings>(sql`
    select template_id as "templateId", channel, to_char(at_local, 'HH24:MI') as "atLocal", leap_day as "leapDay", minors,
      no_language_as as "noLanguageAs", version
    from greeting_settings where chain_id = ${chainId}`)
  return row ?? null
}

export async function findRecallSettings(tx: Tx, chainId: string): Promise<RecallSettings | null> {
  const [row] = await tx.execute<RecallSettings>(sql`
    select template_id as "templateId", channel, to_char(at_local, 'HH24:MI') as "atLocal", months, no_language_as as "noLanguageAs", version
    from recall_settings where chain_id = ${chainId}`)
  return row ?? null
}

export async function writeGreetingSettings(
  tx: Tx,
  chainId: string,
  settings: Omit<GreetingSettings, 'version'>,
): Promise<void> {
  const { templateId, channel, atLocal, leapDay, minors, noLanguageAs } = settings
  await tx.execute(sql`
    insert into greeting_settings (chain_id, template_id, channel, at_local, leap_day, minors, no_language_as)
    values (${chainId}, ${templateId}, ${channel}, ${atLocal}, ${leapDay}, ${minors}, ${noLanguageAs})
    on conflict (chain_id) do update set template_id = excluded.template_id, channel = excluded.channel, at_local = excluded.at_local,
      leap_day = excluded.leap_day, minors = excluded.minors, no_language_as = excluded.no_language_as,
      version = greeting_settings.version + 1, updated_at = now()`)
}

export async function writeRecallSettings(
  tx: Tx,
  chainId: string,
  settings: Omit<RecallSettings, 'version'>,
): Promise<void> {
  const { templateId, channel, atLocal, months, noLanguageAs } = settings
  await tx.execute(sql`
    insert into recall_settings (chain_id, template_id, channel, at_local, months, no_language_as)
    values (${chainId}, ${templateId}, ${channel}, ${atLocal}, ${months}, ${noLanguageAs})
    on conflict (chain_id) do update set template_id = excluded.template_id, channel = excluded.channel, at_local = excluded.at_local,
      months = excluded.months, no_language_as = excluded.no_language_as, version = recall_settings.version + 1, updated_at = now()`)
}
