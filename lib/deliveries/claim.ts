import type { Tx } from '#db/client.ts'
import type { ClaimedBatch } from '#db/queries/batches.ts'
import { claimNextBatch } from '#db/queries/batches.ts'
import { moveLeftovers } from '#db/queries/outcomes.ts'
import type { StatusChange } from '#lib/core/status-change.ts'

/**
 * Takes the next batch that is due, with a lease and an epoch of its own. What a worker had on the wire when its lease ran out
 * becomes *unknown*: it may be out, so it is never sent again unasked.
 */
export async function claimBatch(
  tx: Tx,
  channel: 'sms' | 'email',
  leaseSeconds: number,
): Promise<{ batch: ClaimedBatch; changes: StatusChange[] } | null> {
  const batch = await claimNextBatch(tx, channel, leaseSeconds)
  if (!batch) return null
  return { batch, changes: batch.abandoned ? await abandonSubmitting(tx, batch) : [] }
}

/** Marks what nobody will report on any more. Only for a batch whose epoch the caller has just raised. */
export function abandonSubmitting(tx: Tx, batch: Parameters<typeof moveLeftovers>[1]): Promise<StatusChange[]> {
  return moveLeftovers(tx, batch, { from: 'submitting', to: 'unknown', reason: 'worker_lost' })
}
