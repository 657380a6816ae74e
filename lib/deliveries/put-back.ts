import type { Tx } from '#db/client.ts'
import { isCampaignOut, returnBatch } from '#db/queries/batches.ts'
import type { BatchInHand } from '#lib/deliveries/in-hand.ts'
import { setAside } from '#lib/deliveries/set-aside.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { passStep } from '#lib/runtime/steps.ts'

const LONGEST_WAIT_SECONDS = 60

/**
 * Lets go of a batch of which nothing is on the wire any more: it is done, or has texts that are to be tried again, or was held
 * back or called off. With the last batch of a campaign, the campaign is told.
 */
export async function putBack(tx: Tx, { batch, notTaken, failed }: BatchInHand): Promise<void> {
  if (failed) return setAside(tx, batch)
  const retrySeconds = notTaken > 0 ? Math.min(2 ** batch.attempts, LONGEST_WAIT_SECONDS) : 0
  const status = await returnBatch(tx, batch, retrySeconds)
  if (status === 'cancelled') await enqueue(tx, 'deliveries.sweep', {})
  if (status === 'done') await tellCampaign(tx, batch)
  passStep('hand-over.batch-put-back')
}

/** Enqueues the end of a campaign when this was the last of its batches. */
export async function tellCampaign(
  tx: Tx,
  { chainId, campaignId }: { chainId: string; campaignId: string | null },
): Promise<void> {
  if (campaignId === null || !(await isCampaignOut(tx, { chainId, campaignId }))) return
  await enqueue(tx, 'campaign.finish', { chainId, campaignId })
}
