import type { Tx } from '#db/client.ts'
import type { Appointment, PlaceInTime } from '#db/queries/appointments.ts'
import { listOverlaps, lockAppointment } from '#db/queries/appointments.ts'
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

/**
 * The instant of a wall-clock time at a clinic of one's own, which must lie ahead and be on its clock.
 *
 * @throws Refusal clinic_unknown, time_zone_unknown, appointment_time_skipped, appointment_in_past
 */
export async function instantAhead(
  tx: Tx,
  ctx: Ctx,
  { clinicId, localTime }: { clinicId: string; localTime: string },
): Promise<Date> {
  const clinic = await ownClinic(tx, ctx, clinicId)
  const instant = await findInstant(tx, { local: localTime, zone: clinic.zone, now: ctx.now })
  if (!instant) throw new Refusal('time_zone_unknown', { zone: clinic.zone }, 'clinicId')
  const { at, ahead, onClock } = instant
  if (!onClock) throw new Refusal('appointment_time_skipped', {}, 'localTime')
  if (!ahead) throw new Refusal('appointment_in_past', {}, 'localTime')
  return at
}

/** Refuses a time that is taken to a form whose reader has not agreed to that. */
export async function requireFree(
  tx: Tx,
  ctx: Ctx,
  place: PlaceInTime & { overlapAgreed: boolean | undefined },
): Promise<void> {
  if (place.overlapAgreed !== false) return
  const [first, ...more] = await listOverlaps(tx, ctx.chainId, place)
  if (!first) return
  const what = [first.localTime, first.doctor ?? first.office].filter(Boolean).join(', ')
  throw new Refusal('appointment_overlaps', { count: more.length + 1, what }, 'overlapAgreed')
}

async function ownClinic(tx: Tx, ctx: Ctx, clinicId: string): Promise<Clinic> {
  const clinic = actsFor(ctx, clinicId) ? await findClinic(tx, ctx.chainId, clinicId) : null
  if (!clinic) throw new Refusal('clinic_unknown', { name: '' }, 'clinicId')
  return clinic
}

function actsFor({ clinicIds }: Ctx, clinicId: string): boolean {
  return clinicIds === 'all' || clinicIds.includes(clinicId)
}
