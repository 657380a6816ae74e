import type { Tx } from '#db/client.ts'
import type { BatchRange } from '#db/queries/batches.ts'
import { setAsideBatch, splitBatch } from '#db/queries/failing-batches.ts'
import { log } from '#lib/runtime/log.ts'

/** From the second failure on it is no accident. */
const FAILURES_BEFORE_SPLITTING = 2
/** With the waits between them, about five minutes. */
const FAILURES_BEFORE_STUCK = 6
/** More failing parts than this are no bad row but a fault of ours, which smaller batches would not mend. */
const MOST_FAILING_OF_A_CAMPAIGN = 40

/**
 * Lets a batch wait that a bug or a bad row keeps from being worked on, ever longer, while others go on. When it fails again it is
 * cut in half, until the bad text is alone and the rest goes out; what still fails then is *stuck*: it waits for a person, who finds it
 * with its campaign. In a transaction of its own: the one that failed left nothing behind.
 */
export async function setAside(tx: Tx, batch: BatchRange): Promise<void> {
  const after = await setAsideBatch(tx, batch, FAILURES_BEFORE_STUCK)
  if (!after) return
  if (after.status === 'stuck') {
    log.warn('a batch is stuck and waits for a person', { batchId: batch.batchId, chainId: batch.chainId })
  }
  const isWorthSplitting = after.size > 1 && after.failing <= MOST_FAILING_OF_A_CAMPAIGN
  if (after.status === 'ready' && after.failures >= FAILURES_BEFORE_SPLITTING && isWorthSplitting) {
    await splitBatch(tx, batch)
  }
}
