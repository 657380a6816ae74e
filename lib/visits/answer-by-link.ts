import type { AnswerVerdict, VisitAnswer } from '#lib/core/visit-answer.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { answerVisit } from '#lib/visits/answer.ts'
import type { VisitPage } from '#lib/visits/find-by-code.ts'

export type LinkAnswer = { answer: VisitAnswer; appointmentId: string; seenVersion: number }

/** What a patient pressed at the page of a text. Null for a visit that the text does not tell of, or not to whom it belongs. */
export async function answerByLink(page: VisitPage, pressed: LinkAnswer): Promise<AnswerVerdict | null> {
  const visit = page.visits.find(({ appointmentId }) => appointmentId === pressed.appointmentId)
  if (!visit || visit.wrongContact) return null
  const { month, deliveryId, channel, address } = page
  const ctx = chainCtx(page.chainId)
  return inChain(ctx, (tx) =>
    answerVisit(tx, ctx, { ...pressed, text: { month, deliveryId, channel, address }, replyId: null }),
  )
}
