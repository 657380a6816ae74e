import type { Tx } from '#db/client.ts'
import { moveBatches } from '#db/queries/batches.ts'
import { enqueue } from '#lib/queue/enqueue.ts'

/**
 * Calls off what has not been handed to a provider yet. Takes effect at once, however large the campaign is; the sweep then
 * marks the deliveries cancelled, gives their price back and says when the campaign is out (sweep.ts).
 */
export async function cancelBatches(tx: Tx, campaign: { chainId: string; campaignId: string }): Promise<void> {
  await moveBatches(tx, campaign, ['ready', 'held', 'claimed', 'stuck'], 'cancelled')
  await enqueue(tx, 'deliveries.sweep', {})
}
