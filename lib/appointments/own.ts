import type { Tx } from '#db/client.ts'
import type { Appointment } from '#db/queries/appointments.ts'
import { lockAppointment } from '#db/queries/appointments.ts'
import type { Clinic } from '#db/queries/clinics.ts'
import { findClinic } from '#db/queries/clinics.ts'
import { findInstant } from '#db/queries/sending-hours.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** The appointment, locked, when it is at a clinic that this person acts for; not yours looks like not there. */
export async function lockOwnAppointment(tx: Tx, ctx: Ctx, appointmentId: string): Promise<Appointment> {
  const appointment = await lockAppointment(tx, ctx.chainId, appointmentId)
  if (!appointment || !actsFor(ctx, appointment.clinicId)) throw new Refusal('not_found')
  return appointment
}

/** The instant of a wall-clock time at a clinic of one's own, which must lie ahead. */
export async function instantAhead(
  tx: Tx,
  ctx: Ctx,
  { clinicId, localTime }: { clinicId: string; localTime: string },
): Promise<Date> {
  const clinic = await ownClinic(tx, ctx, clinicId)
  const { at, ahead } = await findInstant(tx, { local: localTime, zone: clinic.zone, now: ctx.now })
  if (!ahead) throw new Refusal('appointment_in_past', {}, 'localTime')
  return at
}

async function ownClinic(tx: Tx, ctx: Ctx, clinicId: string): Promise<Clinic> {
  const clinic = actsFor(ctx, clinicId) ? await findClinic(tx, ctx.chainId, clinicId) : null
  if (!clinic) throw new Refusal('clinic_unknown', {}, 'clinicId')
  return clinic
}

function actsFor({ clinicIds }: Ctx, clinicId: string): boolean {
  return clinicIds === 'all' || clinicIds.includes(clinicId)
}
