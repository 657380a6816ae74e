import { updateAppointment } from '#db/queries/appointments.ts'
import type { SetAppointmentStatusInput } from '#lib/appointments/inputs.ts'
import { lockOwnAppointment } from '#lib/appointments/own.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Sets an appointment's status. Nothing is planned anew: a text asks for the status at the moment when it would leave. */
export async function setAppointmentStatus(
  ctx: Ctx,
  { appointmentId, status }: SetAppointmentStatusInput,
): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await lockOwnAppointment(tx, ctx, appointmentId)
    if (before.status === status) return
    await updateAppointment(tx, ctx.chainId, appointmentId, { status })
    await recordAudit(tx, ctx, {
      action: 'appointment.set_status',
      entityId: appointmentId,
      before: { status: before.status },
      after: { status },
    })
  })
}
