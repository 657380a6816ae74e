import { listCampaignsToKeep } from '#db/queries/campaigns-to-keep.ts'
import { keepSendingHours } from '#lib/campaigns/keep-hours.ts'
import { startCampaign } from '#lib/campaigns/start.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

/** A campaign whose preparing has not moved for so long has lost its job. */
const STUCK_MINUTES = 5

/**
 * Each minute: begins what is due, takes up what was left lying, and keeps sending hours. Every step looks at the campaign again
 * under its lock, so that the tick may come twice, or late.
 */
export async function keepCampaigns({ now }: { now: Date }): Promise<void> {
  const campaigns = await asWorker((tx) => listCampaignsToKeep(tx, { now, stuckMinutes: STUCK_MINUTES }))
  for (const { chainId, campaignId, need } of campaigns) {
    const ctx = chainCtx(chainId, now)
    if (need === 'start') await startCampaign(ctx, { campaignId })
    if (need === 'prepare') await inChain(ctx, (tx) => enqueue(tx, 'campaign.materialise', { chainId, campaignId }))
    if (need === 'hours') await keepSendingHours(ctx, { campaignId })
  }
}
