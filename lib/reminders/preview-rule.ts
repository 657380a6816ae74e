import type { PlanChanges } from '#db/queries/reminder-plan.ts'
import { countPlanChanges } from '#db/queries/reminder-plan.ts'
import type { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { writeRule } from '#lib/reminders/write-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

class Seen extends Error {
  readonly changes: PlanChanges
  constructor(changes: PlanChanges) {
    super('seen')
    this.changes = changes
  }
}

/** What saving a rule would do to planned reminders: written, looked at, and rolled back. @throws as saveReminderRule */
export async function previewReminderRule(
  ctx: Ctx,
  input: SaveReminderRuleInput,
  now: Date | null = null,
): Promise<PlanChanges> {
  try {
    return await inChain(ctx, async (tx): Promise<PlanChanges> => {
      const { ruleId } = await writeRule(tx, ctx, input)
      throw new Seen(await countPlanChanges(tx, { chainId: ctx.chainId, ruleId, now }))
    })
  } catch (error) {
    if (error instanceof Seen) return error.changes
    throw error
  }
}
