import { lockCampaign, moveCampaign, setFinished } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { releaseUnneeded, writtenOf } from '#lib/campaigns/release-unneeded.ts'
import { cancelBatches } from '#lib/deliveries/cancel.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Ends a campaign for good: what has not been handed over never is, and its money is free again as the deliveries are called
 * off. What has been handed over cannot be taken back.
 */
export async function stopCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'stopped', { pausedFor: null })
    if (!after) throw new Refusal('campaign_status_changed', { status: before.status })

    // Stopped before all recipients were written down: for the rest there is no delivery that would give its price back.
    if (before.status === 'preparing') await releaseUnneeded(tx, before)
    if (writtenOf(before).people === 0) await setFinished(tx, ctx.chainId, campaignId)
    await cancelBatches(tx, { chainId: ctx.chainId, campaignId })
    await recordAudit(tx, ctx, { action: 'campaign.stop', entityId: campaignId, before: { status: before.status } })
  })
}
