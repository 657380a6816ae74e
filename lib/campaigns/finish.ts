import { lockCampaign, moveCampaign, setFinished } from '#db/queries/campaigns.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Closes a campaign once every text of it has been handed over or called off. Comes from a job, perhaps twice: a campaign that is
 * not sending any more is left as it is, but for the moment of its end.
 */
export async function finishCampaign(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, ctx.chainId, campaignId)
    if (!campaign || campaign.finishedAt) return
    if (campaign.status === 'sending') await moveCampaign(tx, ctx.chainId, campaignId, 'sent')
    if (campaign.status === 'sending' || campaign.status === 'stopped') await setFinished(tx, ctx.chainId, campaignId)
  })
}
