import type { Tx } from '#db/client.ts'
import type { ClaimedBatch } from '#db/queries/batches.ts'
import { keepBatch } from '#db/queries/batches.ts'
import { claimNextBatch, claimNextTrial } from '#db/queries/claims.ts'
import { moveLeftovers } from '#db/queries/outcomes.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import type { Gate } from '#lib/deliveries/gate.ts'
import type { BatchInHand } from '#lib/deliveries/in-hand.ts'
import { persistently } from '#lib/deliveries/persistently.ts'
import { setAside } from '#lib/deliveries/set-aside.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** Batches whose leftovers cannot be put in order are set aside; so many in a row are enough for once. */
const MAX_CLAIMS = 10

/** A batch is a trial or it is not (migration 0125), and each kind has providers of its own that see no other. */
export type Carries = 'trials' | 'texts'

/**
 * Takes the next batch that is due, with a lease and an epoch of its own; null when there is none for this account. What a worker had
 * on the wire when its lease ran out becomes *unknown*: it may be out, so it is never sent again unasked.
 */
export async function claimBatch(options: {
  line: { channel: 'sms' | 'email' }
  gate: Gate
  leaseSeconds: number
  /** What of the channel's batches the provider may carry. */
  carries: Carries
}): Promise<BatchInHand | null> {
  const { gate, leaseSeconds, carries } = options
  const claimNext = carries === 'trials' ? claimNextTrial : claimNextBatch
  const { channel } = options.line
  for (let claim = 0; claim < MAX_CLAIMS; claim += 1) {
    const at = performance.now()
    // By itself and short: the turns of chains and campaigns are shared by all workers.
    const batch = await persistently(channel, () =>
      asWorker(async (tx) => {
        if (!(await gate.admits(tx))) return null
        const next = await claimNext(tx, channel, leaseSeconds)
        if (next) await gate.noteClaimed(tx, next.size)
        return next
      }),
    )
    if (!batch) return null
    passStep('hand-over.batch-claimed')
    if (!batch.abandoned || (await putInOrder(channel, batch, leaseSeconds))) {
      const leaseEndsAt = at + leaseSeconds * 1000
      return { batch, openWindows: 0, closed: false, lost: false, failed: false, leaseEndsAt, notTaken: 0 }
    }
  }
  return null
}

/** Marks what nobody will report on any more. Only for a batch whose epoch the caller has just raised. */
export function abandonSubmitting(tx: Tx, batch: Parameters<typeof moveLeftovers>[1]): Promise<StatusChange[]> {
  return moveLeftovers(tx, batch, { from: 'submitting', to: 'unknown', reason: 'worker_lost' })
}

async function putInOrder(channel: string, batch: ClaimedBatch, leaseSeconds: number): Promise<boolean> {
  try {
    return await persistently(channel, () =>
      asWorker(async (tx) => {
        if ((await keepBatch(tx, batch, leaseSeconds)) === null) return false
        await settle(tx, await abandonSubmitting(tx, batch))
        return true
      }),
    )
  } catch (error) {
    log.error('what a worker left of a batch could not be put in order', error, { batchId: batch.batchId })
    await persistently(channel, () => asWorker((tx) => setAside(tx, batch)))
    return false
  }
}
