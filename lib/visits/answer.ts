import type { Tx } from '#db/client.ts'
import { lockAppointment, updateAppointment } from '#db/queries/appointments.ts'
import { insertVisitAnswer, insertWrongContact } from '#db/queries/visit-answers.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { AnswerVerdict, VisitAnswer } from '#lib/core/visit-answer.ts'
import { verdictOnAnswer } from '#lib/core/visit-answer.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export type GivenAnswer = {
  answer: VisitAnswer
  appointmentId: string
  /** The version that the patient was told, or saw. */
  seenVersion: number
  /** The text that led to the answer, and where it went. */
  text: { month: string; deliveryId: string; channel: 'sms' | 'email'; address: string | null }
  /** Null at the page of a text. */
  replyId: string | null
}

/**
 * Carries out what a patient says about a visit, in the caller's transaction: the one way in which a patient's word sets an
 * appointment's status. The same answer again changes nothing.
 */
export async function answerVisit(tx: Tx, ctx: Ctx, given: GivenAnswer): Promise<AnswerVerdict> {
  const { chainId } = ctx
  const { answer, appointmentId, seenVersion, text, replyId } = given
  const visit = await lockAppointment(tx, chainId, appointmentId)
  if (!visit) return { verdict: 'refused', reason: 'over' }
  const verdict = verdictOnAnswer(answer, visit, { seenVersion, now: ctx.now })
  if (verdict.verdict === 'refused' || verdict.verdict === 'already') return verdict

  const source = replyId === null ? 'link' : 'reply'
  const statusBefore = verdict.verdict === 'set' ? verdict.before : null
  const answerId = await insertVisitAnswer(tx, {
    ...{ chainId, appointmentId, version: visit.version, patientId: visit.patientId, clinicId: visit.clinicId },
    ...{ month: text.month, deliveryId: text.deliveryId, answer, source, replyId, statusBefore },
  })
  if (!answerId) return { verdict: 'already' }

  if (verdict.verdict === 'set') await updateAppointment(tx, chainId, appointmentId, { status: verdict.status })
  if (answer === 'not_me' && text.address !== null) {
    await insertWrongContact(tx, { chainId, patientId: visit.patientId, channel: text.channel, address: text.address })
  }
  await recordAudit(tx, ctx, {
    action: `appointment.answer`,
    entityId: appointmentId,
    before: { status: visit.status },
    after: { status: verdict.verdict === 'set' ? verdict.status : visit.status, answer, source },
  })
  return verdict
}
