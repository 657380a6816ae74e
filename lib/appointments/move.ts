import { updateAppointment } from '#db/queries/appointments.ts'
import type { MoveAppointmentInput } from '#lib/appointments/inputs.ts'
import { instantAhead, lockOwnAppointment, requireFree } from '#lib/appointments/own.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { isBooked } from '#lib/core/appointment-status.ts'
import { awaitReminderRules, planReminders } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Gives an appointment another time or clinic. Texts about the old time that have not left stay here; who was told it already gets
 * the new one, where the chain has a text for that.
 *
 * @throws Refusal not_found, appointment_not_booked, and what a new time is refused for, see makeAppointment
 */
export async function moveAppointment(ctx: Ctx, input: MoveAppointmentInput): Promise<{ version: number }> {
  return inChain(ctx, async (tx) => {
    await awaitReminderRules(tx, ctx)
    const before = await lockOwnAppointment(tx, ctx, input.appointmentId)
    if (!isBooked(before.status)) throw new Refusal('appointment_not_booked')
    const startsAt = await instantAhead(tx, ctx, input)

    const { clinicId, durationMinutes, overlapAgreed } = input
    const { id: exceptId, patientId, doctor, office } = before
    await requireFree(tx, ctx, {
      patientId,
      clinicId,
      startsAt,
      durationMinutes,
      doctor,
      office,
      exceptId,
      overlapAgreed,
    })
    const after = await updateAppointment(tx, ctx.chainId, before.id, { clinicId, startsAt, durationMinutes })
    if (after.version !== before.version) await planReminders(tx, ctx, [after.id])
    await recordAudit(tx, ctx, {
      action: 'appointment.move',
      entityId: after.id,
      before: { clinicId: before.clinicId, startsAt: before.startsAt },
      after: { clinicId, startsAt },
    })
    return { version: after.version }
  })
}
