import type { Tx } from '#db/client.ts'
import { moveBatches } from '#db/queries/batches.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'

/** Lets deliveries go on that were held back or stuck. A batch that a worker still has in hand is taken up again when it is back. */
export async function letGoBatches(
  tx: Tx,
  { channel, ...campaign }: { chainId: string; campaignId: string; channel: 'sms' | 'email' },
): Promise<void> {
  await moveBatches(tx, campaign, ['held', 'stuck'], 'ready')
  await wakeHandOver(tx, channel)
}
