import { deleteInvitation } from '#db/queries/invitations.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Takes an invitation back; its link no longer works.
 *
 * @throws Refusal not_found
 */
export async function withdrawInvitation(ctx: Ctx, { invitationId }: { invitationId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const gone = await deleteInvitation(tx, ctx.chainId, invitationId)
    if (!gone) throw new Refusal('not_found')
    await recordAudit(tx, ctx, {
      action: 'staff.invite_withdrawn',
      entityId: invitationId,
      before: { role: gone.role },
    })
  })
}
