import type { Tx } from '#db/client.ts'
import { moveBatches } from '#db/queries/batches.ts'

/**
 * Pauses the deliveries of a campaign. A worker sees it before its next window: what is on the wire goes out, the rest stays
 * planned.
 */
export async function holdBackBatches(tx: Tx, campaign: { chainId: string; campaignId: string }): Promise<void> {
  await moveBatches(tx, campaign, ['ready', 'claimed'], 'held')
}
