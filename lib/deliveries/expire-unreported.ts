import { postponeExpiry, takeBatchesToExpire } from '#db/queries/batches.ts'
import { moveLeftovers } from '#db/queries/outcomes.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { aroundBadRows } from '#lib/deliveries/around-bad-rows.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const BATCHES_A_STEP = 20

/**
 * Gives up texts that a provider accepted and never reported on: a day after the last of a batch could have arrived, they count as
 * expired. They are paid all the same, unless their price says otherwise, and a late *delivered* still wins. SMS only: a mail server that takes a letter says no more.
 *
 * @returns how many batches it saw to; none means that there are no more
 */
export async function expireUnreported(limit = BATCHES_A_STEP): Promise<number> {
  return aroundBadRows({ limit, step: expireAtOnce, skip: leaveForLater })
}

async function expireAtOnce(limit: number): Promise<number> {
  return asWorker(async (tx) => {
    const batches = await takeBatchesToExpire(tx, limit)
    const changes: StatusChange[] = []
    for (const batch of batches) {
      changes.push(...(await moveLeftovers(tx, batch, { from: 'accepted', to: 'expired', reason: 'no_receipt' })))
    }
    await settle(tx, changes)
    return batches.length
  })
}

async function leaveForLater(error: unknown): Promise<void> {
  const batchId = await asWorker(postponeExpiry)
  log.error('unreported texts could not be given up', error, { batchId })
}
