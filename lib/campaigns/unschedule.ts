import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Takes a scheduled campaign, or one whose recipients no longer fit what was agreed, back to its draft. The money held
 * for it is free again, and the next Send is a new one.
 */
export async function unscheduleCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'draft', {
      sendAt: null,
      sendKey: null,
      holdId: null,
      month: null,
      fingerprint: null,
      previewedAt: null,
    })
    if (!after) throw new Refusal('campaign_status_changed', { status: before.status })

    if (before.holdId) {
      const factKey = `campaign:${campaignId}:unschedule:${before.holdId}`
      await releaseMoney(tx, { chainId: ctx.chainId, holdId: before.holdId, amountMicro: 'rest', factKey })
    }
    await recordAudit(tx, ctx, {
      action: 'campaign.unschedule',
      entityId: campaignId,
      before: { status: before.status, sendAt: before.sendAt },
      after: { status: after.status },
    })
  })
}
