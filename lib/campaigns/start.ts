import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { monthOf } from '#lib/campaigns/month.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Begins a scheduled campaign when its time has come. Comes from its job and from the minute's tick, so that a lost job loses
 * nothing; whoever is second finds nothing to do. Whether people and cost still fit the hold is seen when they are written down.
 */
export async function startCampaign(ctx: Ctx, { campaignId }: { campaignId: string }): Promise<void> {
  await inChain(ctx, async (tx) => {
    const campaign = await lockCampaign(tx, ctx.chainId, campaignId)
    if (campaign?.status !== 'scheduled' || !campaign.sendAt || campaign.sendAt > ctx.now) return
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'preparing', {
      startedAt: ctx.now,
      month: monthOf(ctx.now),
    })
    if (!after) return
    await enqueue(tx, 'campaign.materialise', { chainId: ctx.chainId, campaignId })
    await recordAudit(tx, ctx, { action: 'campaign.start', entityId: campaignId })
  })
}
