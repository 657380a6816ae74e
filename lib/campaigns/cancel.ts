import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import type { CampaignIdInput, CampaignKind } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Drops a campaign of which nothing has gone out: a draft, a scheduled one, one in review. Money held for it is free again. Tells its kind. */
export async function cancelCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<CampaignKind> {
  return inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'cancelled')
    if (!after) throw new Refusal('campaign_status_changed', { status: before.status })

    if (before.holdId) {
      const factKey = `campaign:${campaignId}:cancel:${before.holdId}`
      await releaseMoney(tx, { chainId: ctx.chainId, holdId: before.holdId, amountMicro: 'rest', factKey })
    }
    await recordAudit(tx, ctx, {
      action: 'campaign.cancel',
      entityId: campaignId,
      before: { status: before.status },
      after: { status: after.status },
    })
    return before.kind
  })
}
