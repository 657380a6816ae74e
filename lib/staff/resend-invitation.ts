import { renewInvitation } from '#db/queries/invitations.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { INVITATION_DAYS, sendInvitation } from '#lib/staff/invite.ts'

/**
 * Writes the letter once more with a new link and a week of its own; the link of the last letter no longer works.
 *
 * @throws Refusal not_found
 */
export async function resendInvitation(ctx: Ctx, { invitationId }: { invitationId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const token = newToken()
    const renewed = { tokenHash: hashOfToken(token), days: INVITATION_DAYS }
    const invitation = await renewInvitation(tx, ctx.chainId, invitationId, renewed)
    if (!invitation) throw new Refusal('not_found')
    await sendInvitation(tx, ctx, { ...invitation, token })
    await recordAudit(tx, ctx, { action: 'staff.invite_again', entityId: invitationId })
  })
}
