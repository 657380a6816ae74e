import type { PlanChanges } from '#db/queries/plan-changes.ts'
import type { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { seeChanges } from '#lib/reminders/see-changes.ts'
import { writeRule } from '#lib/reminders/write-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** What saving a rule would do to planned reminders, its own and those of the rule that it stands in for. @throws as saveReminderRule */
export async function previewReminderRule(
  ctx: Ctx,
  input: SaveReminderRuleInput,
  now: Date | null = null,
): Promise<PlanChanges> {
  return seeChanges(
    ctx,
    async (tx) => {
      const { ruleId, before } = await writeRule(tx, ctx, input)
      return { ruleIds: [ruleId, input.overrideOf, before?.overrideOf].filter((id) => typeof id === 'string') }
    },
    now,
  )
}
