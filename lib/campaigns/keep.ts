import type { Tx } from '#db/client.ts'
import type { CampaignToKeep } from '#db/queries/campaigns-to-keep.ts'
import { listCampaignsToKeep } from '#db/queries/campaigns-to-keep.ts'
import { finishCampaign } from '#lib/campaigns/finish.ts'
import { keepSendingHours } from '#lib/campaigns/keep-hours.ts'
import { startCampaign } from '#lib/campaigns/start.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

/** A campaign that should have moved on by itself and has not for so long has lost its job. */
const STUCK_MINUTES = 5

/**
 * Each minute: begins what is due, takes up what was left lying, and keeps sending hours. Every step looks at the campaign again
 * under its lock, so that the tick may come twice, or late.
 */
export async function keepCampaigns({ now }: { now: Date }): Promise<void> {
  const campaigns = await asWorker((tx) => listCampaignsToKeep(tx, { now, stuckMinutes: STUCK_MINUTES }))
  for (const campaign of campaigns) {
    // What is wrong with one campaign must not keep the others from their hours.
    await keep(campaign, now).catch((error) => {
      const { chainId, campaignId } = campaign
      log.error('a campaign could not be kept', error, { chainId, campaignId })
    })
  }
}

async function keep({ chainId, campaignId, need }: CampaignToKeep, now: Date): Promise<void> {
  const ctx = chainCtx(chainId, now)
  if (need === 'start') await startCampaign(ctx, { campaignId })
  if (need === 'prepare') await inChain(ctx, (tx) => prepareAgain(tx, { chainId, campaignId }))
  if (need === 'finish') await finishCampaign(ctx, { campaignId })
  if (need === 'hours') await keepSendingHours(ctx, { campaignId })
}

/** Once in the time after which it counts as stuck, not each minute: the worker may only be slow to begin. */
function prepareAgain(tx: Tx, campaign: { chainId: string; campaignId: string }): Promise<void> {
  return enqueue(tx, 'campaign.materialise', campaign, { atMostEverySeconds: STUCK_MINUTES * 60 })
}
