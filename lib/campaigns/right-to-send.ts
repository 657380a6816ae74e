import { findCampaign } from '#db/queries/campaigns.ts'
import type { CampaignKind } from '#lib/campaigns/inputs.ts'
import type { StaffRole } from '#lib/core/permissions.ts'
import { may } from '#lib/core/permissions.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Bulk mail is for managers to send, a private message for the desk too. */
export function maySend(role: StaffRole, kind: CampaignKind): boolean {
  return may(role, kind === 'private' ? 'private.send' : 'campaign.send')
}

/**
 * The verb for those who may send a campaign of its kind, which never changes.
 *
 * @throws Refusal forbidden; not_found as the verb would
 */
export function byRightToSend<I extends { campaignId: string }, T>(
  verb: (ctx: Ctx, input: I) => Promise<T>,
): (ctx: Ctx, input: I) => Promise<T> {
  return async (ctx, input) => {
    const campaign = await inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, input.campaignId))
    if (campaign && !maySend(ctx.role, campaign.kind)) throw new Refusal('forbidden')
    return verb(ctx, input)
  }
}
