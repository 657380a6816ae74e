import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { ReminderKey } from '#db/queries/reminders-due.ts'
import type { ReminderKind } from '#lib/core/reminder-rule.ts'

// What is planned for the days ahead. A reminder belongs to the day of its clinic's calendar on which it goes; what is overdue goes
// today, and is of that clinic wherever its patient is at home. Everything starts from the index of what is due, so what lies farther ahead costs nothing.

export type PlannedSum = { ruleId: string; kind: ReminderKind; day: string; reminders: number }

/**
 * How many reminders each rule has planned for each day before `untilDay`. Days become instants once for each zone, so that counting
 * hundreds of thousands of rows turns none of them into a wall-clock time.
 */
export async function sumPlannedReminders(tx: Tx, scope: ClinicScope, untilDay: string): Promise<PlannedSum[]> {
  return prepared<PlannedSum>(
    tx,
    sql`
    with place as materialized (${places(scope)}),
    zone as materialized (select zone, today, array_agg(id) as clinic_ids from place group by zone, today),
    day as materialized (
      select zone.clinic_ids, day::date as day, (day::date + 1)::timestamp at time zone zone.zone as ends,
        case when day::date = zone.today then '-infinity' else day::date::timestamp at time zone zone.zone end as begins
      from zone cross join generate_series(zone.today, ${untilDay}::date - 1, interval '1 day') as day
    )
    select counted.rule_id as "ruleId", counted.kind, day.day::text as day, sum(counted.reminders)::int as reminders
    from day cross join lateral (
      select r.rule_id, r.kind, count(*) as reminders from reminders r
      where r.chain_id = ${scope.chainId} and r.status = 'planned' and r.due_at >= day.begins and r.due_at < day.ends
        and ((${scope.clinicIds === 'all'} and (select count(*) from zone) = 1) or r.clinic_id = any(day.clinic_ids))
      group by r.rule_id, r.kind
    ) as counted
    group by 1, 2, 3`,
  )
}

export type PlannedKey = ReminderKey & { day: string }

/** What is planned before `untilDay`, in the order in which it goes. */
export async function listPlannedKeys(tx: Tx, scope: ClinicScope, untilDay: string): Promise<PlannedKey[]> {
  return tx.execute<PlannedKey>(sql`
    with place as materialized (${places(scope)})
    select ${KEY}, ${dayOf}::text as day from reminders r join place on place.id = r.clinic_id
    where ${plannedBefore(scope, untilDay)} order by r.due_at`)
}

/** The first so many of every hour before `untilDay`: an even sample, read from the index alone. */
export async function samplePlannedKeys(
  tx: Tx,
  scope: ClinicScope,
  untilDay: string,
  perHour: number,
): Promise<PlannedKey[]> {
  return tx.execute<PlannedKey>(sql`
    with place as materialized (${places(scope)})
    select s.* from generate_series(date_trunc('hour', now()), ${untilDay}::timestamp at time zone 'UTC' + interval '1 day', interval '1 hour') as hour
    cross join lateral (
      select ${KEY}, ${dayOf}::text as day from reminders r join place on place.id = r.clinic_id
      where ${plannedBefore(scope, untilDay)} and r.due_at >= hour and r.due_at < hour + interval '1 hour'
      order by r.due_at limit ${perHour}
    ) as s`)
}

export type PlannedReminder = {
  appointmentId: string
  ruleId: string
  kind: ReminderKind
  channel: 'sms' | 'email'
  dueAt: string
  startsAt: string
  zone: string
  patientId: string
  patientName: string
  address: string | null
  language: string | null
  clinicName: string
  templateId: string | null
  templateName: string | null
}

export type PlannedCursor = { dueAt: string; appointmentId: string; ruleId: string }
export type PlannedFilter = { day: string; today: string; ruleId?: string | undefined; clinicId?: string | undefined }

/** The reminders that go on a day, in the order of their moments; one row over the limit means there are more. */
export async function listPlannedReminders(
  tx: Tx,
  scope: ClinicScope,
  { day, today, ruleId, clinicId }: PlannedFilter,
  { after, limit }: { after?: PlannedCursor | undefined; limit: number },
): Promise<PlannedReminder[]> {
  const key = sql`(r.due_at, r.appointment_id, r.rule_id)`
  return tx.execute<PlannedReminder>(sql`
    with place as materialized (${places(scope)}),
    page as (
      select r.*, place.zone, place.name as clinic_name from reminders r join place on place.id = r.clinic_id
      where r.chain_id = ${scope.chainId} and r.status = 'planned'
        and r.due_at < (select max((${day}::date + 1)::timestamp at time zone zone) from place)
        ${day > today ? sql`and r.due_at >= (select min(${day}::date::timestamp at time zone zone) from place)` : sql``}
        and ${dayOf} = ${day}::date ${ruleId ? sql`and r.rule_id = ${ruleId}` : sql``} ${clinicId ? sql`and r.clinic_id = ${clinicId}` : sql``}
        ${after ? sql`and ${key} > (${after.dueAt}::timestamptz, ${after.appointmentId}::uuid, ${after.ruleId}::uuid)` : sql``}
      order by r.due_at, r.appointment_id, r.rule_id limit ${limit + 1}
    )
    select n.appointment_id as "appointmentId", n.rule_id as "ruleId", n.kind, n.channel, to_json(n.due_at) #>> '{}' as "dueAt",
      to_json(n.starts_at) #>> '{}' as "startsAt", n.zone, p.id as "patientId", trim(p.first_name || ' ' || p.last_name) as "patientName",
      case n.channel when 'sms' then p.phone else p.email end as address, p.language, n.clinic_name as "clinicName",
      template.id as "templateId", template.name as "templateName"
    from page n
    join whole_chain.patients p on p.chain_id = ${scope.chainId} and p.id = n.patient_id
    join reminder_rules u on u.chain_id = ${scope.chainId} and u.id = n.rule_id
    left join templates template on template.chain_id = ${scope.chainId}
      and template.id = case n.kind when 'confirmation' then u.confirmation_template_id else u.template_id end
    order by n.due_at, n.appointment_id, n.rule_id`)
}

const KEY = sql`r.appointment_id as "appointmentId", r.rule_id as "ruleId", r.appointment_version as version, r.channel`

/** The day on which it goes; `place` is its clinic. */
const dayOf = sql`greatest((r.due_at at time zone place.zone)::date, place.today)`

function places({ chainId, clinicIds }: ClinicScope): SQL {
  const own = clinicIds === 'all' ? sql`true` : sql`c.id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return sql`select c.id, c.name, c.zone, (now() at time zone c.zone)::date as today from clinics c where c.chain_id = ${chainId} and ${own}`
}

// A day more than any zone needs, for the index; the clinic's own calendar decides.
function plannedBefore({ chainId }: ClinicScope, untilDay: string): SQL {
  return sql`r.chain_id = ${chainId} and r.status = 'planned' and r.due_at < (${untilDay}::date + 1)::timestamp at time zone 'UTC'
    and (r.due_at at time zone place.zone)::date < ${untilDay}::date`
}
