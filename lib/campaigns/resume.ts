import { lockCampaign, moveCampaign } from '#db/queries/campaigns.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireSendingHours } from '#lib/campaigns/agree.ts'
import type { CampaignIdInput } from '#lib/campaigns/inputs.ts'
import { requireActable } from '#lib/campaigns/may-see.ts'
import { letGoBatches } from '#lib/deliveries/let-go.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Lets a paused campaign go on with the texts that have not been handed over. Nobody gets a second one.
 *
 * @throws Refusal not_found, forbidden, campaign_status_changed, send_time_outside_hours
 */
export async function resumeCampaign(ctx: Ctx, { campaignId }: CampaignIdInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    const before = requireActable(ctx, await lockCampaign(tx, ctx.chainId, campaignId))
    if (before.status !== 'paused') throw new Refusal('campaign_status_changed', { status: before.status })
    await requireSendingHours(tx, before, ctx.now)
    const after = await moveCampaign(tx, ctx.chainId, campaignId, 'sending', { pausedFor: null })
    if (!after) throw new Refusal('campaign_status_changed', { status: before.status })

    await letGoBatches(tx, { chainId: ctx.chainId, campaignId, channel: before.channel })
    await recordAudit(tx, ctx, { action: 'campaign.resume', entityId: campaignId })
  })
}
