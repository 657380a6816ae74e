import type { PlanCursor } from '#db/queries/reminder-plan.ts'
import { dropUnplanned, endOfPlanRange, writePlan } from '#db/queries/reminder-plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Appointments in one transaction. A booking among them waits for it, and no other booking does. */
const RANGE_SIZE = 1_000

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * Plans all visits ahead of a chain anew, after its rules, sending hours or holidays have changed, range by range. Killed anywhere it
 * begins again: what is right already is not written. No booking is held up, since each has planned under the new rules already or
 * is seen here.
 */
export async function replanReminders(
  ctx: Ctx,
  _payload: { chainId: string },
  {
    stopping,
    now = null,
    rangeSize = RANGE_SIZE,
  }: { stopping?: AbortSignal; now?: Date | null; rangeSize?: number } = {},
): Promise<void> {
  const { chainId } = ctx
  let after: PlanCursor | null = { startsAt: (now ?? ctx.now).toISOString(), id: LAST_ID }
  while (after) {
    if (stopping?.aborted) throw new Error('interrupted')
    const from: PlanCursor = after
    after = await inChain(ctx, async (tx) => {
      const upTo = await endOfPlanRange(tx, chainId, from, rangeSize)
      if (!upTo) return null
      const range = { chainId, selection: { after: from, upTo }, now }
      await writePlan(tx, range)
      await dropUnplanned(tx, range)
      passStep('reminders.range-replanned')
      return upTo
    })
  }
}
