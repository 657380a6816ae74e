import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { patientsBeginningWith } from '#db/queries/patients.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

// Appointments as the desk works through them: by time. A day is the clinic's own.

export const APPOINTMENTS_PER_PAGE = 50
const MOST_DOCTORS = 100

export type AppointmentFilter = {
  /** 'YYYY-MM-DD', both included; on the clock of each clinic. Null is no end. */
  fromDay: string | null
  toDay: string | null
  clinicId?: string | undefined
  doctor?: string | undefined
  status?: AppointmentStatus | undefined
  /** Beginning of a patient's name, code or number. */
  search?: string | undefined
}

/** `forwards` begins with the earliest; a cursor is the id of an appointment, and what lies beyond it in that direction. */
export type AppointmentPlace = { forwards: boolean; beyond?: string | undefined }

export type AppointmentRow = {
  id: string
  startsAt: Date
  /** 'YYYY-MM-DD' at the clinic. */
  day: string
  durationMinutes: number
  status: AppointmentStatus
  doctor: string | null
  office: string | null
  patientId: string
  firstName: string
  lastName: string
  patientCode: string
  phone: string | null
  clinicId: string
  clinicName: string
  zone: string
  /** The patient said yes or no by themselves. */
  answered: 'confirm' | 'decline' | null
  reminder: ReminderState | null
}

/** What has become of the text that matters most now: one that went out, else the next one, else why there is none. */
export type ReminderState = {
  status: 'planned' | 'held' | 'written' | 'dropped' | 'skipped' | 'left_out' | 'too_late'
  reason: string | null
  at: Date
  delivery: DeliveryStatus | null
}

/** One page by time. One row more than the limit, at the far end, tells that there is another page. */
export async function listAppointments(
  tx: Tx,
  scope: ClinicScope,
  filter: AppointmentFilter,
  { forwards, beyond, limit = APPOINTMENTS_PER_PAGE }: AppointmentPlace & { limit?: number },
): Promise<AppointmentRow[]> {
  const { chainId } = scope
  const order = sql.raw(forwards ? 'asc' : 'desc')
  const rows = await tx.execute<Flat>(sql`
    select a.id, to_json(a.starts_at) #>> '{}' as "startsAt", (a.starts_at at time zone c.zone)::date::text as day,
      a.duration_minutes as "durationMinutes", a.status, a.doctor, a.office, p.id as "patientId", p.first_name as "firstName",
      p.last_name as "lastName", p.code as "patientCode", p.phone, c.id as "clinicId", c.name as "clinicName", c.zone,
      (
        select v.answer from visit_answers v
        where v.chain_id = ${chainId} and v.appointment_id = a.id and v.answer in ('confirm', 'decline') and v.undone_at is null
          and v.appointment_version = a.version
        order by v.id desc limit 1
      ) as answered,
      text.status as "textStatus", text.reason as "textReason", to_json(text.at) #>> '{}' as "textAt", text.delivery as "textDelivery"
    from (
      select a.* from appointments a join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
      where a.chain_id = ${chainId} and ${matching(scope, filter)} and ${beyondRow(chainId, forwards, beyond)}
      order by a.starts_at ${order}, a.id ${order} limit ${limit + 1}
    ) as a
    -- Who comes may have their home at another clinic.
    join whole_chain.patients p on p.chain_id = ${chainId} and p.id = a.patient_id
    join clinics c on c.chain_id = ${chainId} and c.id = a.clinic_id
    left join lateral (
      select case when ${isHeld()} then 'held' else r.status end as status, case when ${isHeld()} then 'status' else r.reason end as reason,
        coalesce(d.accepted_at, case r.status when 'planned' then r.due_at else coalesce(r.decided_at, r.due_at) end) as at,
        d.status as delivery
      from reminders r
      left join reminder_rules u on u.chain_id = ${chainId} and u.id = r.rule_id
      left join deliveries d on d.chain_id = ${chainId} and d.month = r.month and d.id = r.delivery_id
      where r.chain_id = ${chainId} and r.appointment_id = a.id and r.appointment_version = a.version
        and (r.status <> 'dropped' or r.reason is distinct from 'rule_changed')
      order by array_position(array['written', 'planned', 'too_late', 'left_out', 'skipped', 'dropped'], r.status), ${isHeld()},
        case when r.status = 'planned' then r.due_at end, r.due_at desc
      limit 1
    ) as text on true
    order by a.starts_at ${order}, a.id ${order}`)
  return rows.map(rowOf)
}

/**
 * A reminder stays planned whatever becomes of the appointment's status, which is read when it leaves: it may change back. As things
 * stand it would not be sent. `r` is the reminder, `a` the appointment, `u` the rule.
 */
export function isHeld(): SQL {
  return sql`(r.status = 'planned' and a.status <> all(u.statuses))`
}

/** Doctors who have appointments within a filter's days, by name. */
export async function listDoctors(tx: Tx, scope: ClinicScope, filter: AppointmentFilter): Promise<string[]> {
  const { doctor: _doctor, status: _status, search: _search, ...place } = filter
  const rows = await tx.execute<{ doctor: string }>(sql`
    select distinct a.doctor from appointments a join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
    where a.chain_id = ${scope.chainId} and ${matching(scope, place)} and a.doctor is not null
    order by a.doctor limit ${MOST_DOCTORS}`)
  return rows.map(({ doctor }) => doctor)
}

function matching({ chainId, clinicIds }: ClinicScope, filter: AppointmentFilter): SQL {
  const { fromDay, toDay, clinicId, doctor, status, search } = filter
  const conditions = [
    clinicIds === 'all' ? undefined : sql`a.clinic_id = any(${sql.param(clinicIds)}::uuid[])`,
    // A day begins somewhere on earth up to fourteen hours before it does in UTC: the index finds the range, the clinic's clock the day.
    fromDay === null
      ? undefined
      : sql`a.starts_at >= (${fromDay}::date - interval '14 hours') at time zone 'UTC' and (a.starts_at at time zone c.zone)::date >= ${fromDay}::date`,
    toDay === null
      ? undefined
      : sql`a.starts_at < (${toDay}::date + interval '38 hours') at time zone 'UTC' and (a.starts_at at time zone c.zone)::date <= ${toDay}::date`,
    clinicId && sql`a.clinic_id = ${clinicId}`,
    doctor && sql`a.doctor = ${doctor}`,
    status && sql`a.status = ${status}`,
    search && sql`a.patient_id in (${patientsBeginningWith(chainId, search)})`,
  ].filter((condition) => condition !== undefined && condition !== '')
  return conditions.length > 0 ? sql.join(conditions as SQL[], sql` and `) : sql`true`
}

function beyondRow(chainId: string, forwards: boolean, beyond: string | undefined): SQL {
  if (beyond === undefined) return sql`true`
  return sql`(a.starts_at, a.id) ${sql.raw(forwards ? '>' : '<')} (
    select at.starts_at, at.id from appointments as at where at.chain_id = ${chainId} and at.id = ${beyond})`
}

type Flat = Omit<AppointmentRow, 'startsAt' | 'reminder'> & {
  startsAt: string
  textStatus: ReminderState['status'] | null
  textReason: string | null
  textAt: string
  textDelivery: DeliveryStatus | null
}

function rowOf({ textStatus, textReason, textAt, textDelivery, ...row }: Flat): AppointmentRow {
  return {
    ...row,
    startsAt: new Date(row.startsAt),
    reminder: textStatus && { status: textStatus, reason: textReason, at: new Date(textAt), delivery: textDelivery },
  }
}
