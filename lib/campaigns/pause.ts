import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { holdBackBatches } from '#lib/deliveries/hold-back.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Holds back what has not been handed over yet. The money stays held; what is on the wire at this moment goes out. */
export async function pauseCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'paused', { pausedFor: 'staff' })
    if (!after) throw new Refusal('campaign_status_changed', { status: before.status })

    await holdBackBatches(tx, { chainId: ctx.chainId, campaignId })
    await recordAudit(tx, ctx, { action: 'campaign.pause', entityId: campaignId })
  })
}
