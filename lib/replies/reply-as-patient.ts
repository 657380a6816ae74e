import { insertSandboxReply } from '#db/queries/sandbox-replies.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { ReplyAsPatientInput } from '#lib/replies/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Answers a text of the sandbox in its patient's place, to see what would come of it. The worker brings it in like any reply. */
export async function replyAsPatient(ctx: Ctx, { ref, body }: ReplyAsPatientInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    if (!(await insertSandboxReply(tx, ctx, { ref, body }))) throw new Refusal('not_found')
    await recordAudit(tx, ctx, { action: 'outbox.reply' })
  })
}
