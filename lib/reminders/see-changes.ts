import type { Tx } from '#db/client.ts'
import type { PlanChanges } from '#db/queries/plan-changes.ts'
import { countPlanChanges } from '#db/queries/plan-changes.ts'
import type { PlanSelection } from '#db/queries/reminder-plan.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Where to look for what a change does: under some rules, about some visits. */
export type Reach = { ruleIds?: readonly string[] | null; selection?: PlanSelection }

class Seen extends Error {
  readonly changes: PlanChanges
  constructor(changes: PlanChanges) {
    super('seen')
    this.changes = changes
  }
}

/** What a change would do to planned reminders: written, looked at, and rolled back. @throws as `write` does */
export async function seeChanges(
  ctx: Ctx,
  write: (tx: Tx) => Promise<Reach>,
  now: Date | null = null,
): Promise<PlanChanges> {
  try {
    return await inChain(ctx, async (tx): Promise<PlanChanges> => {
      const reach = await write(tx)
      throw new Seen(await countPlanChanges(tx, { chainId: ctx.chainId, ...reach, now }))
    })
  } catch (error) {
    if (error instanceof Seen) return error.changes
    throw error
  }
}
