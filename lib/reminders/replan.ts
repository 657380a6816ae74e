import { keepFirstPlan } from '#db/queries/reminder-replan.ts'
import { planAnew } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Appointments in one transaction. A booking among them waits for it, and no other booking does. */
const RANGE_SIZE = 1_000

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

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
  let after: string | null = BEFORE_ALL
  while (after) {
    if (stopping?.aborted) throw new Error('interrupted')
    const from: string = after
    after = await inChain(ctx, async (tx) => {
      await keepFirstPlan(tx)
      const upTo = await planAnew(tx, { chainId, selection: { after: from, size: rangeSize }, now })
      if (!upTo) return null
      passStep('reminders.range-replanned')
      return upTo
    })
  }
}
