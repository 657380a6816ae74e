import { lockReminderRules } from '#db/queries/reminder-plan.ts'
import type { ReminderRule, RuleValues } from '#db/queries/reminder-rules.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import { writeRule } from '#lib/reminders/write-rule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Saves a rule, new or as its next version. From this moment nothing that was planned under the older version is sent as it was; all
 * visits ahead are planned anew by a job, while bookings go on. `previewReminderRule` tells beforehand what that changes.
 *
 * @throws Refusal rule_unknown, conflict, template_unknown, clinic_unknown
 */
export async function saveReminderRule(ctx: Ctx, input: SaveReminderRuleInput): Promise<{ ruleId: string }> {
  return inChain(ctx, async (tx) => {
    await lockReminderRules(tx, ctx.chainId, 'change')
    const { ruleId, before, after } = await writeRule(tx, ctx, input)
    await enqueue(tx, 'reminders.replan', { chainId: ctx.chainId })
    await recordAudit(tx, ctx, {
      action: 'reminder_rule.save',
      entityId: ruleId,
      before: before && valuesOf(before),
      after,
    })
    return { ruleId }
  })
}

/** What somebody chose, without what counts itself. */
function valuesOf({ id: _id, version: _version, revision: _revision, ...values }: ReminderRule): RuleValues {
  return values
}
