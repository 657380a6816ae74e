import { saveApplicationText } from '#db/queries/applications.ts'
import type { SaveDraftInput } from '#lib/activation/inputs.ts'
import { applicationStatusesBefore } from '#lib/core/application-status.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Keeps what has been typed of the chain's application, however unfinished: each save replaces the last one. Not a step, so nothing of
 * it goes into the audit log; what is sent in does.
 *
 * @throws Refusal application_not_open once it is in review or decided
 */
export async function saveDraft(ctx: Ctx, form: SaveDraftInput): Promise<void> {
  const isSaved = await inChain(ctx, (tx) =>
    saveApplicationText(tx, ctx.chainId, form, applicationStatusesBefore('in_review')),
  )
  if (!isSaved) throw new Refusal('application_not_open')
}
