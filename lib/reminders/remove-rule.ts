import { lockReminderRules } from '#db/queries/reminder-plan.ts'
import { archiveReminderRule, lockReminderRule } from '#db/queries/reminder-rules.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { RemoveReminderRuleInput } from '#lib/reminders/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Takes a rule away, with the clinics' own versions of it. What is planned under it does not go any more. @throws Refusal rule_unknown */
export async function removeReminderRule(ctx: Ctx, { ruleId }: RemoveReminderRuleInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    await lockReminderRules(tx, ctx.chainId, 'change')
    const rule = await lockReminderRule(tx, ctx.chainId, ruleId)
    if (!rule) throw new Refusal('rule_unknown')
    await requireOwnClinics(tx, ctx, rule.clinicIds)
    await archiveReminderRule(tx, ctx.chainId, ruleId)
    await enqueue(tx, 'reminders.replan', { chainId: ctx.chainId })
    await recordAudit(tx, ctx, { action: 'reminder_rule.remove', entityId: ruleId, before: rule })
  })
}
