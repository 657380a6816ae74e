import type { PlanChanges } from '#db/queries/plan-changes.ts'
import { archiveReminderRule, listReminderRules, lockReminderRule } from '#db/queries/reminder-rules.ts'
import type { RemoveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { seeChanges } from '#lib/reminders/see-changes.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** What taking a rule away would drop; or bring back, where it stood in for another. @throws Refusal rule_unknown */
export async function previewRemoval(ctx: Ctx, { ruleId }: RemoveReminderRuleInput): Promise<PlanChanges> {
  return seeChanges(ctx, async (tx) => {
    const rule = await lockReminderRule(tx, ctx.chainId, ruleId)
    if (!rule) throw new Refusal('rule_unknown')
    const own = (await listReminderRules(tx, ctx.chainId)).filter(({ overrideOf }) => overrideOf === ruleId)
    await archiveReminderRule(tx, ctx.chainId, ruleId)
    return { ruleIds: [ruleId, rule.overrideOf, ...own.map(({ id }) => id)].filter((id) => id !== null) }
  })
}
