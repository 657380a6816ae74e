import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { isHeld } from '#db/queries/appointment-list.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { Wording } from '#lib/core/delivery-text.ts'
import type { Moment, ReminderKind } from '#lib/core/reminder-rule.ts'

// One appointment with everything that was, and will be, said about it.

export type AppointmentPage = {
  id: string
  version: number
  startsAt: Date
  /** 'YYYY-MM-DDTHH:MM' on the clinic's clock. */
  startsLocal: string
  durationMinutes: number
  status: AppointmentStatus
  doctor: string | null
  office: string | null
  createdAt: Date
  patientId: string
  firstName: string
  lastName: string
  deceased: boolean
  language: string | null
  phone: string | null
  clinicId: string
  clinicName: string
  clinicPhone: string | null
  zone: string
}

/** Null when there is none, and when it is another chain's or another clinic's: they look the same. Who comes may have their home at another. */
export async function findAppointment(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  appointmentId: string,
): Promise<AppointmentPage | null> {
  const own = clinicIds === 'all' ? sql`true` : sql`a.clinic_id = any(${sql.param(clinicIds)}::uuid[])`
  const [row] = await tx.execute<
    Omit<AppointmentPage, 'startsAt' | 'createdAt'> & { startsAt: string; createdAt: string }
  >(sql`
    select a.id, a.version, to_json(a.starts_at) #>> '{}' as "startsAt", to_char(a.starts_at at time zone c.zone, 'YYYY-MM-DD"T"HH24:MI') as "startsLocal",
      a.duration_minutes as "durationMinutes", a.status, a.doctor, a.office, to_json(a.created_at) #>> '{}' as "createdAt",
      p.id as "patientId", p.first_name as "firstName", p.last_name as "lastName", p.deceased, p.language, p.phone,
      c.id as "clinicId", c.name as "clinicName", c.phone as "clinicPhone", c.zone
    from appointments a
    join whole_chain.patients p on p.chain_id = a.chain_id and p.id = a.patient_id
    join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
    where a.chain_id = ${chainId} and a.id = ${appointmentId} and ${own}`)
  return row ? { ...row, startsAt: new Date(row.startsAt), createdAt: new Date(row.createdAt) } : null
}

export type ReminderOfAppointment = {
  ruleName: string
  moment: Moment
  minutes: number | null
  days: number | null
  atLocal: string | null
  kind: ReminderKind
  channel: 'sms' | 'email'
  version: number
  status: 'planned' | 'held' | 'written' | 'dropped' | 'skipped' | 'left_out' | 'too_late'
  reason: string | null
  dueAt: Date
  decidedAt: Date | null
  /** The template it will be written from, the clinic's own variant first. */
  templateId: string
  /** The delivery that told of it. */
  sent: {
    id: string
    month: string
    status: DeliveryStatus
    reason: string | null
    wording: Wording
    params: string[] | null
  } | null
}

const MOST_REMINDERS = 60

/** What rules gave for an appointment and its earlier versions, wherever those were to be, in the order of their moments. */
export async function listRemindersOf(
  tx: Tx,
  chainId: string,
  appointmentId: string,
): Promise<ReminderOfAppointment[]> {
  const rows = await tx.execute<FlatReminder>(sql`
    select u.name as "ruleName", u.moment, u.minutes, u.days, to_char(u.at_local, 'HH24:MI') as "atLocal", r.kind, r.channel,
      r.appointment_version as version, case when ${isHeld()} then 'held' else r.status end as status,
      case when ${isHeld()} then 'status' else r.reason end as reason, to_json(r.due_at) #>> '{}' as "dueAt", to_json(r.decided_at) #>> '{}' as "decidedAt",
      coalesce(variant.id, template.id) as "templateId", d.id as "deliveryId", d.month::text, d.status as "deliveryStatus",
      d.reason as "deliveryReason", d.params, w.purpose, w.language, w.subject, w.body
    from appointments a join whole_chain.reminders r on r.chain_id = a.chain_id and r.appointment_id = a.id
    join reminder_rules u on u.chain_id = ${chainId} and u.id = r.rule_id
    cross join lateral (select case r.kind when 'confirmation' then u.confirmation_template_id else u.template_id end as id) as template
    left join templates variant on variant.chain_id = ${chainId} and variant.variant_of = template.id and variant.clinic_id = r.clinic_id
      and variant.archived_at is null
    left join whole_chain.deliveries d on d.chain_id = ${chainId} and d.month = r.month and d.id = r.delivery_id
    left join whole_chain.wordings w on w.chain_id = ${chainId} and w.id = d.wording_id
    where a.chain_id = ${chainId} and a.id = ${appointmentId}
    order by r.due_at, r.appointment_version, r.rule_id limit ${MOST_REMINDERS}`)
  return rows.map(reminderOf)
}

export type FamilyVisit = { id: string; startsAt: Date; status: AppointmentStatus; firstName: string; lastName: string }

/** Other visits on the same day and at the same clinic that the same number is told of: they go in one text, wherever each has their home. */
export async function listFamilyVisits(
  tx: Tx,
  chainId: string,
  {
    id,
    phone,
    clinicId,
    startsLocal,
    zone,
  }: Pick<AppointmentPage, 'id' | 'phone' | 'clinicId' | 'startsLocal' | 'zone'>,
): Promise<FamilyVisit[]> {
  if (phone === null) return []
  const day = sql`${startsLocal.slice(0, 10)}::date`
  const rows = await tx.execute<Omit<FamilyVisit, 'startsAt'> & { startsAt: string }>(sql`
    select a.id, to_json(a.starts_at) #>> '{}' as "startsAt", a.status, p.first_name as "firstName", p.last_name as "lastName"
    from whole_chain.patients p
    join appointments a on a.chain_id = ${chainId} and a.patient_id = p.id and a.id <> ${id} and a.clinic_id = ${clinicId}
      and a.starts_at >= ${day}::timestamp at time zone ${zone} and a.starts_at < (${day} + 1)::timestamp at time zone ${zone}
    where p.chain_id = ${chainId} and p.phone = ${phone}
    order by a.starts_at limit 10`)
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}

export type TrailEntry = {
  id: string
  at: Date
  staffName: string | null
  action: string
  before: TrailFacts
  after: TrailFacts
}
/** What the audit log keeps of a change, as it was written; every part may be missing. */
export type TrailFacts = Partial<
  Record<'status' | 'startsAt' | 'clinicId' | 'doctor' | 'office' | 'answer' | 'source', string | null>
>

const MOST_ENTRIES = 50

/** Who did what to an appointment, newest first. */
export async function listTrail(tx: Tx, chainId: string, appointmentId: string): Promise<TrailEntry[]> {
  const rows = await tx.execute<Omit<TrailEntry, 'at'> & { at: string }>(sql`
    select l.id, to_json(l.at) #>> '{}' as at, s.name as "staffName", l.action, coalesce(l.before, '{}') as before, coalesce(l.after, '{}') as after
    from audit_log l left join staff s on s.id = l.staff_id
    where l.chain_id = ${chainId} and l.entity_id = ${appointmentId} and l.action like 'appointment.%'
    order by l.id desc limit ${MOST_ENTRIES}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

type FlatReminder = Omit<ReminderOfAppointment, 'dueAt' | 'decidedAt' | 'sent'> & {
  dueAt: string
  decidedAt: string | null
  deliveryId: string | null
  month: string
  deliveryStatus: DeliveryStatus
  deliveryReason: string | null
  params: string[] | null
} & Omit<Wording, 'channel'>

function reminderOf(row: FlatReminder): ReminderOfAppointment {
  const { deliveryId, month, deliveryStatus, deliveryReason, params, purpose, language, subject, body, ...reminder } =
    row
  const wording: Wording = { channel: row.channel, purpose, language, subject, body }
  return {
    ...reminder,
    dueAt: new Date(row.dueAt),
    decidedAt: row.decidedAt === null ? null : new Date(row.decidedAt),
    sent:
      deliveryId === null
        ? null
        : { id: deliveryId, month, status: deliveryStatus, reason: deliveryReason, wording, params },
  }
}
