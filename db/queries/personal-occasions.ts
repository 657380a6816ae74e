import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { clock } from '#db/clock.ts'
import { BOOKED_STATUSES, VISIT_STATUSES } from '#lib/core/appointment-status.ts'

// Whose birthday it is, and whose last visit was so long ago: one and the same answer for what is planned today and for what the
// page says of the days ahead. A visit counts at whichever clinic of the chain it was. Planned once for a patient and a birthday, or a last visit, by the unique keys of the tables.

const ADULT_YEARS = 18
/** A recall that could not be sent for so long is not sent any more; and nobody is recalled whose time came longer ago. */
const RECALL_VALID_DAYS = 7
const RECALL_LOOKS_BACK_DAYS = 30

export type Horizon = {
  /** Null is the database's own clock. */
  now: Date | null
  /** How many days from today on, at each clinic. */
  days: number
  /** As if the chain's switch were on; clinics that have their own off stay off. */
  asIfOn: boolean
}

const TODAY = { days: 1, asIfOn: false }

/** Plans the greetings of everybody whose birthday it is today at their clinic; who has one of this year already keeps it. */
export async function planGreetings(tx: Tx, chainId: string, now: Date | null): Promise<void> {
  await tx.execute(sql`
    insert into greetings (chain_id, patient_id, year, clinic_id, day, due_at, valid_until, status, reason, decided_at)
    select ${chainId}::uuid, patient_id, extract(year from day)::int, clinic_id, day, due_at, valid_until,
      case when minor then 'left_out' else 'planned' end, case when minor then 'minor' end, case when minor then now() end
    from (${birthdays(chainId, { ...TODAY, now })}) as born
    on conflict (chain_id, patient_id, year) do nothing`)
}

/** Plans recalls: the last visit is so many months ago, and no other is booked. */
export async function planRecalls(tx: Tx, chainId: string, now: Date | null): Promise<void> {
  await tx.execute(sql`
    insert into recalls (chain_id, patient_id, last_visit_on, clinic_id, due_at, valid_until, status)
    select ${chainId}::uuid, patient_id, last_visit_on, clinic_id, due_at, valid_until, 'planned'
    from (${lapsedVisits(chainId, { ...TODAY, now })}) as lapsed
    on conflict (chain_id, patient_id, last_visit_on) do nothing`)
}

/** Rows (patient_id, clinic_id, day, due_at, valid_until, minor), one for each birthday of a living patient. */
export function birthdays(chainId: string, { now, days, asIfOn }: Horizon) {
  return sql`
    with place as materialized (
      select c.id, c.zone, c.opens_at, c.closes_at, s.at_local, s.minors, date.day,
        array[date.md] || case
          when not date.leap and s.leap_day = 'feb_28' and date.md = 228 then array[229]
          when not date.leap and s.leap_day = 'mar_1' and date.md = 301 then array[229] else '{}' end as days
      from greeting_settings s join clinics c on c.chain_id = s.chain_id
      cross join generate_series(0, ${days}::int - 1) as ahead
      cross join lateral (select (${clock(now)} at time zone c.zone)::date + ahead as day) as here
      cross join lateral (
        select here.day, (extract(month from here.day) * 100 + extract(day from here.day))::int as md,
          extract(day from make_date(extract(year from here.day)::int, 3, 1) - 1) = 29 as leap
      ) as date
      where s.chain_id = ${chainId} and ${switchedOn('greetings', asIfOn)}
    )
    select p.id as patient_id, place.id as clinic_id, place.day, due.at as due_at,
      (place.day + place.closes_at) at time zone place.zone as valid_until, minor.is as minor
    from place
    join patients p on p.chain_id = ${chainId} and p.clinic_id = place.id
      and extract(month from p.birth_date) * 100 + extract(day from p.birth_date) = any(place.days::numeric[])
    cross join lateral (
      -- A holiday does not keep a wish back: tomorrow it would be no wish any more.
      select sending_time_after((place.day + place.at_local) at time zone place.zone, place.zone, place.opens_at, place.closes_at, '{}') as at
    ) as due
    cross join lateral (
      select place.minors = 'none' and p.birth_date + make_interval(years => ${sql.raw(String(ADULT_YEARS))}) > place.day as is
    ) as minor
    where not p.deceased and (due.at at time zone place.zone)::date = place.day and p.birth_date < place.day`
}

/** Rows (patient_id, clinic_id, last_visit_on, day, due_at, valid_until), one for each living patient who has not come for so long. */
export function lapsedVisits(chainId: string, { now, days, asIfOn }: Horizon) {
  return sql`
    with place as materialized (
      select c.id, c.zone, c.opens_at, c.closes_at, closed_days(c.chain_id, c.id) as closed_on, s.at_local, s.months,
        (${clock(now)} at time zone c.zone)::date as today
      from recall_settings s join clinics c on c.chain_id = s.chain_id
      where s.chain_id = ${chainId} and ${switchedOn('recall', asIfOn)}
    ), visit as (
      select distinct on (a.patient_id) a.patient_id, a.starts_at
      from whole_chain.appointments a cross join (select months from recall_settings where chain_id = ${chainId}) as s
      where a.chain_id = ${chainId} and a.status = any(${arrayLiteral(VISIT_STATUSES)}::text[])
        and a.starts_at >= ${clock(now)} - make_interval(months => s.months, days => ${sql.raw(String(RECALL_LOOKS_BACK_DAYS + 2))})
        and a.starts_at < ${clock(now)} + make_interval(days => ${days}::int + 1) - make_interval(months => s.months)
      order by a.patient_id, a.starts_at desc
    )
    select p.id as patient_id, place.id as clinic_id, seen.day as last_visit_on, due.day, due.at as due_at,
      due.at + make_interval(days => ${sql.raw(String(RECALL_VALID_DAYS))}) as valid_until
    from visit join patients p on p.chain_id = ${chainId} and p.id = visit.patient_id join place on place.id = p.clinic_id
    cross join lateral (select (visit.starts_at at time zone place.zone)::date as day) as seen
    cross join lateral (select (seen.day + make_interval(months => place.months))::date as day) as turn
    cross join lateral (
      select greatest(turn.day, place.today) as day, sending_time_after(
        greatest((greatest(turn.day, place.today) + place.at_local) at time zone place.zone, ${clock(now)}), place.zone, place.opens_at,
        place.closes_at, place.closed_on) as at
    ) as due
    where not p.deceased and due.at is not null
      and turn.day between place.today - ${sql.raw(String(RECALL_LOOKS_BACK_DAYS))} and place.today + ${days}::int - 1
      and not exists (${laterVisits(chainId, sql`visit.patient_id`, sql`visit.starts_at`)})`
}

/** A visit since, or one that is booked. */
export function laterVisits(chainId: string, patientId: ReturnType<typeof sql>, since: ReturnType<typeof sql>) {
  return sql`
    select from whole_chain.appointments later
    where later.chain_id = ${chainId} and later.patient_id = ${patientId} and later.starts_at > ${since}
      and later.status = any(${arrayLiteral([...VISIT_STATUSES, ...BOOKED_STATUSES])}::text[])`
}

function switchedOn(category: 'greetings' | 'recall', asIfOn: boolean) {
  if (!asIfOn) return sql`is_switched_on(c.chain_id, ${category}, c.id)`
  return sql`coalesce((
    select own.enabled from automatic_switches own
    where own.chain_id = c.chain_id and own.category = ${category} and own.clinic_id = c.id), true)`
}

/** Chains in which a kind of text is switched on anywhere. */
export async function listChainsSwitchedOn(tx: Tx, category: 'greetings' | 'recall'): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct chain_id as id from automatic_switches where category = ${category} and enabled order by chain_id`)
  return rows.map(({ id }) => id)
}
