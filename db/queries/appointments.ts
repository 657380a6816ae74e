import { and, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { appointments, patients } from '#db/schema/patients.ts'
import { wholeChain } from '#db/whole-chain.ts'

export type Appointment = typeof appointments.$inferSelect
export type AppointmentChange = Partial<
  Pick<Appointment, 'patientId' | 'clinicId' | 'startsAt' | 'durationMinutes' | 'doctor' | 'office' | 'status'>
>

/** As it is, and nobody changes it, nor sends a text about it, until the transaction ends. */
export async function lockAppointment(tx: Tx, chainId: string, appointmentId: string): Promise<Appointment | null> {
  const [row] = await tx
    .select()
    .from(appointments)
    .where(and(eq(appointments.chainId, chainId), eq(appointments.id, appointmentId)))
    .for('update')
  return row ?? null
}

export async function insertAppointment(tx: Tx, appointment: typeof appointments.$inferInsert): Promise<Appointment> {
  const [row] = await tx.insert(appointments).values(appointment).returning()
  if (!row) throw new Error('the appointment was not written')
  return row
}

/** The version rises by itself where time, clinic or patient change. */
export async function updateAppointment(
  tx: Tx,
  chainId: string,
  appointmentId: string,
  change: AppointmentChange,
): Promise<Appointment> {
  const [row] = await tx
    .update(appointments)
    .set({ ...change, updatedAt: sql`now()` as unknown as Date })
    .where(and(eq(appointments.chainId, chainId), eq(appointments.id, appointmentId)))
    .returning()
  if (!row) throw new Error('the appointment has gone')
  return row
}

/** At whichever clinic they have their home: a patient may visit any. */
export async function patientExists(tx: Tx, chainId: string, patientId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: patients.id })
    .from(wholeChain.patients)
    .where(and(eq(patients.chainId, chainId), eq(patients.id, patientId)))
    .limit(1)
  return rows.length > 0
}

export type PlaceInTime = {
  patientId: string
  clinicId: string
  startsAt: Date
  durationMinutes: number
  doctor: string | null
  office: string | null
  /** Itself, when it is moved. */
  exceptId?: string
}

/** No appointment lasts longer (a check of the table). */
const LONGEST_MINUTES = 1_440
const MOST_OVERLAPS = 20

/** Booked appointments at the same time: of the patient anywhere, of the doctor or in the room at the clinic. The first comes first.
 *  Whole chain: of a visit at another clinic its time is told, and not whose it is. */
export async function listOverlaps(
  tx: Tx,
  chainId: string,
  { patientId, clinicId, startsAt, durationMinutes, doctor, office, exceptId }: PlaceInTime,
): Promise<{ localTime: string; doctor: string | null; office: string | null }[]> {
  const from = sql`${startsAt.toISOString()}::timestamptz`
  return tx.execute(sql`
    select to_char(a.starts_at at time zone c.zone, 'HH24:MI') as "localTime", a.doctor, a.office
    from whole_chain.appointments a join clinics c on c.chain_id = a.chain_id and c.id = a.clinic_id
    where a.chain_id = ${chainId} and a.status in ('scheduled', 'confirmed', 'out_of_reach', 'arrived')
      and a.starts_at > ${from} - make_interval(mins => ${LONGEST_MINUTES}::int) and a.starts_at < ${from} + make_interval(mins => ${durationMinutes}::int)
      and a.starts_at + make_interval(mins => a.duration_minutes) > ${from}
      and (a.patient_id = ${patientId} or (a.clinic_id = ${clinicId} and (a.doctor = ${doctor} or a.office = ${office})))
      ${exceptId === undefined ? sql`` : sql`and a.id <> ${exceptId}`}
    order by a.starts_at limit ${MOST_OVERLAPS}`)
}
