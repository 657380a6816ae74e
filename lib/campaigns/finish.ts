import { lockCampaign, moveCampaign, setFinished } from '#db/queries/campaigns.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const MAY_END: readonly CampaignStatus[] = ['sending', 'paused', 'stopped']

/**
 * Closes a campaign once every text of it has been handed over or called off. Comes from a job, perhaps twice, perhaps after
 * somebody has paused or stopped the campaign: a stopped one stays so and notes the moment of its end.
 */
export async function finishCampaign(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, ctx.chainId, campaignId)
    if (!campaign || campaign.finishedAt || !MAY_END.includes(campaign.status)) return
    // Paused after its last text had left: nothing is there to resume, and nothing else would ever end it.
    if (campaign.status === 'paused') await moveCampaign(tx, ctx.chainId, campaignId, 'sending', { pausedFor: null })
    if (campaign.status !== 'stopped') await moveCampaign(tx, ctx.chainId, campaignId, 'sent')
    await setFinished(tx, ctx.chainId, campaignId)
    passStep('campaign.finished')
  })
}
