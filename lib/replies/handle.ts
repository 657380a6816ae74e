import { setReplyHandled } from '#db/queries/replies.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { HandleReplyInput } from '#lib/replies/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Says that somebody has seen to a reply, or that it waits again. A reply that is so already stays as it was: of two people who
 * press at once the first is named.
 */
export async function handleReply(ctx: Ctx, { replyId, state }: HandleReplyInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const handled = state === 'handled'
    const changed = await setReplyHandled(tx, ctx, { replyId, handled, staffId: ctx.staffId })
    if (changed) await recordAudit(tx, ctx, { action: 'reply.handle', entityId: replyId, after: { state } })
  })
}
