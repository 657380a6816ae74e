import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { mustWait } from '#lib/campaigns/hand-over-prepared.ts'
import { holdBackBatches } from '#lib/deliveries/hold-back.ts'
import { letGoBatches } from '#lib/deliveries/let-go.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Pauses a running campaign at closing time and lets it go on at the opening. One that a person has paused waits for a person. */
export async function keepSendingHours(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, ctx.chainId, campaignId)
    if (!campaign) return
    const { chainId } = ctx
    const wait = await mustWait(tx, campaign, ctx.now)

    if (campaign.status === 'sending' && wait) {
      await moveCampaign(tx, chainId, campaignId, 'paused', { pausedFor: 'hours' })
      await holdBackBatches(tx, { chainId, campaignId })
      await recordAudit(tx, ctx, { action: 'campaign.pause', entityId: campaignId, after: { pausedFor: 'hours' } })
    }
    if (campaign.status === 'paused' && campaign.pausedFor === 'hours' && !wait) {
      await moveCampaign(tx, chainId, campaignId, 'sending', { pausedFor: null })
      await letGoBatches(tx, { chainId, campaignId, channel: campaign.channel })
      await recordAudit(tx, ctx, { action: 'campaign.resume', entityId: campaignId, before: { pausedFor: 'hours' } })
    }
  })
}
