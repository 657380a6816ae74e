import { lockReminderRules } from '#db/queries/reminder-plan.ts'
import { lockReminderRule, switchRule } from '#db/queries/reminder-rules.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { SwitchReminderRuleInput } from '#lib/reminders/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/** Switches one rule on or off and leaves the rest of it as it is, also for who has it open. Off holds at once. @throws Refusal rule_unknown, clinic_unknown */
export async function switchReminderRule(ctx: Ctx, { ruleId, enabled }: SwitchReminderRuleInput): Promise<void> {
  await inChain(ctx, async (tx) => {
    await lockReminderRules(tx, ctx.chainId, 'change')
    const rule = await lockReminderRule(tx, ctx.chainId, ruleId)
    if (!rule) throw new Refusal('rule_unknown')
    await requireOwnClinics(tx, ctx, rule.clinicIds)
    if (rule.enabled === enabled) return
    await switchRule(tx, ctx.chainId, ruleId, enabled)
    await enqueue(tx, 'reminders.replan', { chainId: ctx.chainId })
    await recordAudit(tx, ctx, {
      action: 'reminder_rule.switch',
      entityId: ruleId,
      before: { enabled: rule.enabled },
      after: { enabled },
    })
  })
}
