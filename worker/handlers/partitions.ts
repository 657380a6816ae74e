import type { Tx } from '#db/client.ts'
import { ensureDeliveryPartitions } from '#db/queries/partitions.ts'
import { forgetOldMinutes } from '#db/queries/provider-reports.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { handle } from '#worker/handle.ts'

export const partitionHandlers = [handle('partitions.ensure', () => asWorker(tidyByNight), { byTheClock: true })]

async function tidyByNight(tx: Tx): Promise<void> {
  await ensureDeliveryPartitions(tx)
  await forgetOldMinutes(tx)
}
