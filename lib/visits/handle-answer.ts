import { setAnswerHandled } from '#db/queries/visit-answers.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { HandleVisitAnswerInput } from '#lib/visits/inputs.ts'

/** Says that somebody has called the patient, or has looked at the number. Of two people who press at once the first is named. */
export async function handleVisitAnswer(ctx: Ctx, { answerId }: HandleVisitAnswerInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const changed = await setAnswerHandled(tx, ctx, { answerId, staffId: ctx.staffId })
    if (changed) await recordAudit(tx, ctx, { action: 'visit_answer.handle', entityId: answerId })
  })
}
