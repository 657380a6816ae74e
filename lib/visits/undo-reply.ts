import { updateAppointment } from '#db/queries/appointments.ts'
import { setReplyHandled } from '#db/queries/replies.ts'
import { findAnswerOfReply, setAnswerUndone } from '#db/queries/visit-answers.ts'
import { lockOwnAppointment } from '#lib/appointments/own.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { STATUS_AFTER } from '#lib/core/visit-answer.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { UndoReplyInput } from '#lib/visits/inputs.ts'

/**
 * Takes back what a reply has done to an appointment; the reply waits to be read again. Not when somebody has changed the appointment
 * since: what they did must not be undone with it.
 *
 * @throws Refusal not_found, conflict
 */
export async function undoReply(ctx: Ctx, { replyId }: UndoReplyInput): Promise<void> {
  const { chainId, staffId } = ctx
  await inChain(ctx, async (tx) => {
    const answer = await findAnswerOfReply(tx, chainId, replyId)
    if (!answer) throw new Refusal('not_found')
    const visit = await lockOwnAppointment(tx, ctx, answer.appointmentId)
    const untouched = visit.version === answer.version && visit.status === STATUS_AFTER[answer.answer]
    if (!untouched || !(await setAnswerUndone(tx, chainId, { answerId: answer.id, staffId })))
      throw new Refusal('conflict')

    await updateAppointment(tx, chainId, visit.id, { status: answer.statusBefore })
    await setReplyHandled(tx, ctx, { replyId, handled: false, staffId })
    await recordAudit(tx, ctx, {
      action: 'appointment.undo_answer',
      entityId: visit.id,
      before: { status: visit.status },
      after: { status: answer.statusBefore },
    })
  })
}
