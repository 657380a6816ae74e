import { ensureDeliveryPartitions } from '#db/queries/partitions.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { handle } from '#worker/handle.ts'

export const partitionHandlers = [handle('partitions.ensure', () => asWorker(ensureDeliveryPartitions))]
