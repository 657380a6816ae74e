import type { Tx } from '#db/client.ts'
import type { Approval } from '#db/queries/approvals.ts'
import { findApproval } from '#db/queries/approvals.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { lockCampaign } from '#db/queries/campaigns.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * A request that still waits, with its campaign, which nobody else changes until the transaction ends. Whoever decides must be allowed
 * to act on all clinics it is for.
 *
 * @throws Refusal not_found, forbidden, approval_decided
 */
export async function lockToDecide(
  tx: Tx,
  ctx: Ctx,
  approvalId: string,
): Promise<{ approval: Approval; campaign: Campaign }> {
  const seen = await findApproval(tx, ctx.chainId, approvalId)
  if (!seen) throw new Refusal('not_found')
  const campaign = requireActable(ctx, await lockCampaign(tx, ctx.chainId, seen.campaignId))
  // Once more: whoever had the campaign before us may have decided.
  const approval = await findApproval(tx, ctx.chainId, approvalId)
  if (approval?.status !== 'waiting' || campaign.status !== 'awaiting_approval') throw new Refusal('approval_decided')
  return { approval, campaign }
}
