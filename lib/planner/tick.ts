import { beginDeliveries, deferClosedBatches, listChainsWithDue } from '#db/queries/automatic-texts.ts'
import { refreshDeliveryStatistics } from '#db/queries/partitions.ts'
import { sendDuePersonalTexts } from '#lib/personal-texts/send-due.ts'
import { sendDueReminders } from '#lib/reminders/send-due.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

type Tick = {
  /** Null is the database's own clock. */
  now?: Date | null
  /** Taken of a chain before the next chain has its turn. */
  limit?: number
  stopping?: AbortSignal
}

/** What is due of one kind in a chain; see sendDueReminders. */
type Turn = (ctx: Ctx, options: { now: Date | null; limit: number }) => Promise<number | null>
const TURNS: Turn[] = [
  sendDueReminders,
  (ctx, options) => sendDuePersonalTexts(ctx, 'greeting', options),
  (ctx, options) => sendDuePersonalTexts(ctx, 'recall', options),
]

const TAKEN_AT_ONCE = 1_000

/**
 * Writes every text that is due by its rule, chains taking turns, until none is: after an hour in which no worker ran, that hour's too.
 * May run twice at the same time, or late. A chain that fails does not keep the others waiting.
 */
export async function tickPlanner({
  now = null,
  limit = TAKEN_AT_ONCE,
  stopping,
}: Tick = {}): Promise<{ taken: number }> {
  let chainIds = await asWorker((tx) => listChainsWithDue(tx, now))
  let taken = 0
  for (const chainId of chainIds) {
    await guarded(chainId, () => inChain(chainCtx(chainId), (tx) => deferClosedBatches(tx, chainId, now)))
  }
  while (chainIds.length > 0 && !stopping?.aborted) {
    const more: string[] = []
    for (const chainId of chainIds) {
      const counts = await guarded(chainId, () => takeTurns(chainCtx(chainId, now ?? new Date()), { now, limit }))
      taken += counts.reduce((sum, count) => sum + count, 0)
      if (!counts.some((count) => count >= limit)) continue
      more.push(chainId)
      await guarded(chainId, () =>
        inChain(chainCtx(chainId), async (tx) => refreshDeliveryStatistics(tx, (await beginDeliveries(tx)).month)),
      )
    }
    chainIds = more
  }
  return { taken }
}

async function takeTurns(ctx: Ctx, options: { now: Date | null; limit: number }): Promise<number[]> {
  const counts: number[] = []
  for (const turn of TURNS) counts.push((await turn(ctx, options)) ?? 0)
  return counts
}

async function guarded<T>(chainId: string, work: () => Promise<T>): Promise<T | never[]> {
  try {
    return await work()
  } catch (error) {
    log.error('the planner failed in a chain', error, { chainId })
    return []
  }
}
