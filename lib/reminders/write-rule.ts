import type { Tx } from '#db/client.ts'
import type { ReminderRule, RuleValues } from '#db/queries/reminder-rules.ts'
import { insertReminderRule, lockReminderRule, raiseRules, updateReminderRule } from '#db/queries/reminder-rules.ts'
import { findTemplate } from '#db/queries/templates.ts'
import { requireOwnClinics } from '#lib/clinics/require-own.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import type { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Writes a rule into the caller's transaction, for good or to see what it would do.
 *
 * @throws Refusal rule_unknown, conflict, template_unknown, clinic_unknown
 */
export async function writeRule(
  tx: Tx,
  ctx: Ctx,
  { ruleId, revision, ...input }: SaveReminderRuleInput,
): Promise<{ ruleId: string; before: ReminderRule | null; after: RuleValues }> {
  const { chainId } = ctx
  const before = ruleId === null ? null : await lockReminderRule(tx, chainId, ruleId)
  if (ruleId !== null && !before) throw new Refusal('rule_unknown')
  if (before && before.revision !== revision) throw new Refusal('conflict')
  const values = { ...input, enabled: input.enabled ?? before?.enabled ?? false }
  await requireOwnClinics(tx, ctx, values.clinicIds)
  if (before) await requireOwnClinics(tx, ctx, before.clinicIds)
  await requireTemplates(tx, chainId, values)
  if (values.overrideOf && !(await lockReminderRule(tx, chainId, values.overrideOf))) throw new Refusal('rule_unknown')
  // In its clinics the other rule gives nothing any more: what is planned there under it must be asked anew.
  await raiseRules(
    tx,
    chainId,
    [values.overrideOf, before?.overrideOf].filter((id) => typeof id === 'string'),
  )
  if (!before) return { ruleId: await insertReminderRule(tx, chainId, values, ctx.staffId), before, after: values }
  await updateReminderRule(tx, chainId, before.id, values)
  return { ruleId: before.id, before, after: values }
}

async function requireTemplates(tx: Tx, chainId: string, rule: RuleValues): Promise<void> {
  const main = rule.moment === 'time_changed' ? 'time_changed' : 'reminder'
  await requireTemplate(tx, chainId, rule.templateId, main, 'templateId')
  if (rule.confirmationTemplateId === null) return
  await requireTemplate(tx, chainId, rule.confirmationTemplateId, 'confirmation', 'confirmationTemplateId')
}

async function requireTemplate(
  tx: Tx,
  chainId: string,
  id: string,
  purpose: TemplatePurpose,
  field: string,
): Promise<void> {
  const template = await findTemplate(tx, chainId, id)
  const fits = template?.purpose === purpose && template.variantOf === null && template.archivedAt === null
  if (!fits) throw new Refusal('template_unknown', {}, field)
}
