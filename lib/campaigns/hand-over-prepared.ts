import type { Tx } from '#db/client.ts'
import type { Campaign } from '#db/queries/campaigns.ts'
import { moveCampaign, setFinished } from '#db/queries/campaigns.ts'
import { refreshDeliveryStatistics } from '#db/queries/partitions.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { campaignHours } from '#lib/campaigns/agree.ts'
import { releaseUnneeded } from '#lib/campaigns/release-unneeded.ts'
import { letGoBatches } from '#lib/deliveries/let-go.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/**
 * Lets a campaign go whose recipients are all written down. What was held for people who have left since is free again. Where
 * the sending hours ended meanwhile, it waits for them; where nobody is left, it is over.
 */
export async function handOverPrepared(tx: Tx, ctx: Ctx, campaign: Campaign): Promise<void> {
  const { id: campaignId, channel, people, costMicro, month } = campaign
  const { chainId } = ctx
  await releaseUnneeded(tx, campaign)
  if (month) await refreshDeliveryStatistics(tx, month)

  await moveCampaign(tx, chainId, campaignId, 'sending')
  if (people === 0) {
    await moveCampaign(tx, chainId, campaignId, 'sent')
    await setFinished(tx, chainId, campaignId)
  } else if (await mustWait(tx, campaign, ctx.now)) {
    await moveCampaign(tx, chainId, campaignId, 'paused', { pausedFor: 'hours' })
  } else {
    await letGoBatches(tx, { chainId, campaignId, channel })
  }
  await recordAudit(tx, ctx, { action: 'campaign.prepared', entityId: campaignId, after: { people, costMicro } })
}

/** Whether a campaign that keeps sending hours is outside them. */
export async function mustWait(tx: Tx, campaign: Campaign, now: Date): Promise<boolean> {
  if (campaign.outsideHours || campaign.kind === 'private') return false
  return !(await campaignHours(tx, campaign, now)).inside
}
