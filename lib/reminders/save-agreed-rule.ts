import type { PlanChanges } from '#db/queries/plan-changes.ts'
import { previewReminderRule } from '#lib/reminders/preview-rule.ts'
import type { ReminderRuleForm } from '#lib/reminders/rule-form.ts'
import { saveReminderRule } from '#lib/reminders/save-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/** A rule that was saved; or, before anybody agreed to just this, what saving it would do and the word to agree with. */
export type AgreedRule = { ruleId: string } | { changes: PlanChanges; agree: string }

/**
 * Shows what a rule would move, drop and add before it is saved, and saves it when that was agreed to. Another value in the form
 * means another rule, and is shown again.
 *
 * @throws Refusal as saveReminderRule
 */
export async function saveAgreedRule(ctx: Ctx, { rule, agreed }: ReminderRuleForm): Promise<AgreedRule> {
  const agree = JSON.stringify(rule)
  if (agreed === agree) return saveReminderRule(ctx, rule)
  return { changes: await previewReminderRule(ctx, rule), agree }
}
