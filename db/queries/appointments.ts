import { and, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { appointments, patients } from '#db/schema/patients.ts'

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

export async function patientExists(tx: Tx, chainId: string, patientId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.chainId, chainId), eq(patients.id, patientId)))
    .limit(1)
  return rows.length > 0
}
