import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { BookedStatus, VisitAnswer } from '#lib/core/visit-answer.ts'

// What patients answered, and numbers at which somebody is not the patient.

export type NewVisitAnswer = {
  chainId: string
  appointmentId: string
  version: number
  patientId: string
  clinicId: string
  month: string
  deliveryId: string
  answer: VisitAnswer
  source: 'link' | 'reply'
  replyId: string | null
  statusBefore: BookedStatus | null
}

/** Null where the same wish waits already. */
export async function insertVisitAnswer(tx: Tx, given: NewVisitAnswer): Promise<string | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into visit_answers (chain_id, appointment_id, appointment_version, patient_id, clinic_id, month, delivery_id, answer, source, reply_id,
      status_before)
    values (${given.chainId}, ${given.appointmentId}, ${given.version}, ${given.patientId}, ${given.clinicId}, ${given.month}::date,
      ${given.deliveryId}, ${given.answer}, ${given.source}, ${given.replyId}, ${given.statusBefore})
    on conflict do nothing returning id`)
  return row?.id ?? null
}

/** Somebody of the appointment's clinic has seen to a wish. False when there is none of theirs, or it was seen to already. */
export async function setAnswerHandled(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  { answerId, staffId }: { answerId: string; staffId: string | null },
): Promise<boolean> {
  const own = clinicIds === 'all' ? sql`true` : sql`clinic_id = any(${sql.param(clinicIds)}::uuid[])`
  const rows = await tx.execute(sql`
    update visit_answers set handled_at = now(), handled_by = ${staffId}
    where chain_id = ${chainId} and id = ${answerId} and handled_at is null and ${own}
    returning id`)
  return rows.length > 0
}

/** Who calls a patient, or corrects their number, has seen to what waits about it, at whichever clinic. Of a patient of one's own. */
export async function handleWaiting(
  tx: Tx,
  chainId: string,
  { patientId, answer, staffId }: { patientId: string; answer: VisitAnswer; staffId: string | null },
): Promise<void> {
  await tx.execute(sql`
    update whole_chain.visit_answers set handled_at = now(), handled_by = ${staffId}
    where chain_id = ${chainId} and patient_id = ${patientId} and exists (select from patients p where p.chain_id = ${chainId} and p.id = ${patientId})
      and answer = ${answer} and handled_at is null`)
}

export type AnswerToUndo = {
  id: string
  appointmentId: string
  version: number
  answer: Extract<VisitAnswer, 'confirm' | 'decline'>
  statusBefore: BookedStatus
}

/** What a reply did, not undone yet. */
export async function findAnswerOfReply(tx: Tx, chainId: string, replyId: string): Promise<AnswerToUndo | null> {
  const [row] = await tx.execute<AnswerToUndo>(sql`
    select id, appointment_id as "appointmentId", appointment_version as version, answer, status_before as "statusBefore"
    from visit_answers where chain_id = ${chainId} and reply_id = ${replyId} and undone_at is null and answer in ('confirm', 'decline')
    limit 1`)
  return row ?? null
}

/** Marks an answer as taken back. False when somebody else has. */
export async function setAnswerUndone(
  tx: Tx,
  chainId: string,
  { answerId, staffId }: { answerId: string; staffId: string | null },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    update visit_answers set undone_at = now(), undone_by = ${staffId}
    where chain_id = ${chainId} and id = ${answerId} and undone_at is null returning id`)
  return rows.length > 0
}

/** Takes a number or an address off a patient, as long as it is theirs still, and keeps it out. False when it was reported before. */
export async function insertWrongContact(
  tx: Tx,
  {
    chainId,
    patientId,
    channel,
    address,
  }: { chainId: string; patientId: string; channel: 'sms' | 'email'; address: string },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into wrong_contacts (chain_id, patient_id, channel, address) values (${chainId}, ${patientId}, ${channel}, ${address})
    on conflict do nothing returning id`)
  await tx.execute(
    channel === 'sms'
      ? sql`update patients set phone = null, phone_kind = 'invalid', updated_at = now()
          where chain_id = ${chainId} and id = ${patientId} and phone = ${address}`
      : sql`update patients set email = null, updated_at = now() where chain_id = ${chainId} and id = ${patientId} and email = ${address}`,
  )
  return rows.length > 0
}

export type WrongContact = { id: string; channel: 'sms' | 'email'; address: string; reportedAt: Date }

/** Numbers and addresses at which somebody is not this patient, the latest first. */
export async function listWrongContactsOf(tx: Tx, chainId: string, patientId: string): Promise<WrongContact[]> {
  const rows = await tx.execute<Omit<WrongContact, 'reportedAt'> & { reportedAt: string }>(sql`
    select id, channel, address, to_json(reported_at) #>> '{}' as "reportedAt" from wrong_contacts
    where chain_id = ${chainId} and patient_id = ${patientId} and corrected_at is null order by id desc limit 10`)
  return rows.map((row) => ({ ...row, reportedAt: new Date(row.reportedAt) }))
}

/** The patient is reached there after all. */
export async function closeWrongContact(
  tx: Tx,
  {
    chainId,
    patientId,
    channel,
    address,
    staffId,
  }: { chainId: string; patientId: string; channel: 'sms' | 'email'; address: string; staffId: string | null },
): Promise<void> {
  await tx.execute(sql`
    update wrong_contacts set corrected_at = now(), corrected_by = ${staffId}
    where chain_id = ${chainId} and patient_id = ${patientId} and channel = ${channel} and address = ${address} and corrected_at is null`)
}

export async function setPatientPhone(
  tx: Tx,
  chainId: string,
  {
    patientId,
    typed,
    phone,
    kind,
    country,
  }: { patientId: string; typed: string; phone: string; kind: string; country: string | null },
): Promise<void> {
  await tx.execute(sql`
    update patients set phone_typed = ${typed}, phone = ${phone}, phone_kind = ${kind}, phone_country = ${country}, updated_at = now()
    where chain_id = ${chainId} and id = ${patientId}`)
}

export type OpenVisit = {
  appointmentId: string
  toldVersion: number
  month: string
  deliveryId: string
  status: AppointmentStatus
  version: number
  startsAt: Date
}

/** For so long a reply may still be about a visit that has begun, or was called off. */
const REPLIES_REACH_BACK_DAYS = 2

/**
 * The visits of which a number was told by SMS, each with the version that was told last; those that are long over are not among them.
 * One and the same visit is told of several times.
 */
export async function listVisitsToldOf(
  tx: Tx,
  chainId: string,
  patientIds: readonly string[],
  phone: string,
): Promise<OpenVisit[]> {
  const rows = await tx.execute<Omit<OpenVisit, 'startsAt'> & { startsAt: string }>(sql`
    select distinct on (a.id) a.id as "appointmentId", r.appointment_version as "toldVersion", r.month::text, r.delivery_id as "deliveryId",
      a.status, a.version, to_json(a.starts_at) #>> '{}' as "startsAt"
    from unnest(${sql.param(patientIds)}::uuid[]) as q (id)
    join appointments a on a.chain_id = ${chainId} and a.patient_id = q.id
      and a.starts_at > now() - make_interval(days => ${REPLIES_REACH_BACK_DAYS}::int)
    join reminders r on r.chain_id = ${chainId} and r.appointment_id = a.id and r.status = 'written' and r.channel = 'sms'
      and r.patient_id = a.patient_id
    join deliveries d on d.chain_id = ${chainId} and d.month = r.month and d.id = r.delivery_id
      and d.status in ('submitting', 'unknown', 'resent', 'accepted', 'undelivered', 'expired', 'delivered', 'written_off')
      and (d.address is null or d.address = ${phone})
    order by a.id, r.appointment_version desc, r.decided_at desc`)
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt) }))
}
