import type { CancelAppointmentInput } from '#lib/appointments/inputs.ts'
import { setAppointmentStatus } from '#lib/appointments/set-status.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** Calls an appointment off. Texts about it that have not left stay here; no text says that it was called off. */
export async function cancelAppointment(ctx: Ctx, { appointmentId }: CancelAppointmentInput): Promise<void> {
  await setAppointmentStatus(ctx, { appointmentId, status: 'cancelled' })
}
