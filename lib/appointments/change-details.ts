import { updateAppointment } from '#db/queries/appointments.ts'
import type { ChangeAppointmentDetailsInput } from '#lib/appointments/inputs.ts'
import { lockOwnAppointment } from '#lib/appointments/own.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Changes doctor and office, which a text reads when it is sent: nothing is planned anew. */
export async function changeAppointmentDetails(
  ctx: Ctx,
  { appointmentId, doctor, office }: ChangeAppointmentDetailsInput,
): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = await lockOwnAppointment(tx, ctx, appointmentId)
    await updateAppointment(tx, ctx.chainId, appointmentId, { doctor, office })
    await recordAudit(tx, ctx, {
      action: 'appointment.change_details',
      entityId: appointmentId,
      before: { doctor: before.doctor, office: before.office },
      after: { doctor, office },
    })
  })
}
