import { insertAppointment, patientExists } from '#db/queries/appointments.ts'
import type { MakeAppointmentInput } from '#lib/appointments/inputs.ts'
import { instantAhead, requireFree } from '#lib/appointments/own.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { awaitReminderRules, planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Books a time for a patient, and plans what will remind of it. A doctor may be missing.
 *
 * @throws Refusal not_found (patient), clinic_unknown, time_zone_unknown, appointment_in_past, appointment_time_skipped, and
 *   appointment_overlaps unless that is agreed to
 */
export async function makeAppointment(ctx: Ctx, input: MakeAppointmentInput): Promise<{ appointmentId: string }> {
  return inChain(ctx, async (tx) => {
    await awaitReminderRules(tx, ctx)
    const startsAt = await instantAhead(tx, ctx, input)
    if (!(await patientExists(tx, ctx.chainId, input.patientId))) throw new Refusal('not_found', {}, 'patientId')

    const { patientId, clinicId, durationMinutes, doctor, office } = input
    await requireFree(tx, ctx, { ...input, startsAt, overlapAgreed: input.overlapAgreed })
    const { id } = await insertAppointment(tx, {
      ...{ chainId: ctx.chainId, patientId, clinicId, startsAt, durationMinutes, doctor, office },
      // A code of our own kind, so that no import takes the appointment for one of its file.
      code: `meelespea-${crypto.randomUUID()}`,
      status: 'scheduled',
    })
    await planReminders(tx, ctx, [id])
    await recordAudit(tx, ctx, { action: 'appointment.make', entityId: id, after: { clinicId, startsAt } })
    return { appointmentId: id }
  })
}
