import { postponeSweep, takeBatchesToSweep } from '#db/queries/batches.ts'
import { moveLeftovers } from '#db/queries/outcomes.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { aroundBadRows } from '#lib/deliveries/around-bad-rows.ts'
import { abandonSubmitting } from '#lib/deliveries/claim.ts'
import { tellCampaign } from '#lib/deliveries/put-back.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { wakeHandOver } from '#lib/deliveries/wake.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const BATCHES_A_STEP = 20

/**
 * Puts in order what nobody works on any more: texts on the wire of a worker that is gone become *unknown*, and what was called
 * off is cancelled and its price given back. One transaction, unless a batch among them makes it fail: that one waits.
 *
 * @returns how many batches it saw to; none means that there are no more
 */
export async function sweepDeliveries(limit = BATCHES_A_STEP): Promise<number> {
  return aroundBadRows({ limit, step: sweepAtOnce, skip: leaveForLater })
}

async function leaveForLater(error: unknown): Promise<void> {
  const batchId = await asWorker(postponeSweep)
  log.error('what nobody works on could not be put in order', error, { batchId })
}

async function sweepAtOnce(limit: number): Promise<number> {
  return asWorker(async (tx) => {
    const batches = await takeBatchesToSweep(tx, limit)
    const changes: StatusChange[] = []
    for (const batch of batches) {
      changes.push(...(await abandonSubmitting(tx, batch)))
      if (batch.status !== 'cancelled') continue
      changes.push(...(await moveLeftovers(tx, batch, { from: 'planned', to: 'cancelled', reason: 'stopped' })))
    }
    await settle(tx, changes)
    for (const campaign of campaignsOf(batches.filter(({ status }) => status === 'cancelled'))) {
      await tellCampaign(tx, campaign)
    }
    for (const channel of new Set(batches.filter(({ status }) => status === 'ready').map((batch) => batch.channel))) {
      await wakeHandOver(tx, channel)
    }
    if (batches.length > 0) passStep('sweep.written')
    return batches.length
  })
}

type Swept = Awaited<ReturnType<typeof takeBatchesToSweep>>

function campaignsOf(batches: Swept): { chainId: string; campaignId: string | null }[] {
  const campaigns = new Map(batches.map(({ chainId, campaignId }) => [campaignId, { chainId, campaignId }]))
  return [...campaigns.values()].toSorted((a, b) => ((a.campaignId ?? '') < (b.campaignId ?? '') ? -1 : 1))
}
