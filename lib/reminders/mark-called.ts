import { noteCalled } from '#db/queries/patients-to-call.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { MarkCalledInput } from '#lib/reminders/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Takes a patient off the call list: they know the new time now. Done already is done. */
export async function markCalled(ctx: Ctx, { appointmentId }: MarkCalledInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    if (!(await noteCalled(tx, ctx, appointmentId, ctx.staffId))) return
    await recordAudit(tx, ctx, { action: 'reminder.called', entityId: appointmentId })
  })
}
