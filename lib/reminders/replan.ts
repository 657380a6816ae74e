import { findMiddleVisitAhead } from '#db/queries/reminder-replan.ts'
import { planAnew } from '#lib/reminders/plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { together } from '#lib/runtime/together.ts'
import { inChain, inChainOverAndOver } from '#lib/runtime/transaction.ts'

/** Appointments in one transaction. A booking among them waits for it, and no other booking does. */
const RANGE_SIZE = 1_000

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

type Options = { stopping?: AbortSignal | undefined; now?: Date | null; rangeSize?: number }

/**
 * Plans all visits ahead of a chain anew, after its rules, sending hours or holidays have changed, range by range. Killed anywhere it
 * begins again: what is right already is not written. No booking is held up, since each has planned under the new rules already or
 * is seen here.
 *
 * Both halves of the visits at a time: one range alone leaves a core idle, and both wait for every commit.
 */
export async function replanReminders(
  ctx: Ctx,
  _payload: { chainId: string },
  { stopping, now = null, rangeSize = RANGE_SIZE }: Options = {},
): Promise<void> {
  const middle = await inChain(ctx, (tx) => findMiddleVisitAhead(tx, ctx.chainId, now))
  if (!middle) return
  const options = { stopping, now, rangeSize }
  await together([
    replanBetween(ctx, { after: BEFORE_ALL, upTo: middle }, options),
    replanBetween(ctx, { after: middle, upTo: null }, options),
  ])
}

async function replanBetween(
  ctx: Ctx,
  { after: first, upTo }: { after: string; upTo: string | null },
  { stopping, now, rangeSize: size }: Required<Options>,
): Promise<void> {
  const { chainId } = ctx
  let after: string | null = first
  while (after) {
    if (stopping?.aborted) throw new Error('interrupted')
    const from: string = after
    after = await inChainOverAndOver(ctx, async (tx) => {
      const last = await planAnew(tx, { chainId, selection: { after: from, upTo, size }, now })
      if (last) passStep('reminders.range-replanned')
      return last
    })
  }
}
