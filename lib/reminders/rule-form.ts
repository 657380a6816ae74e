import * as z from 'zod'

import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import { MOMENTS } from '#lib/core/reminder-rule.ts'
import { validationIssue } from '#lib/core/validation-code.ts'
import { SaveReminderRuleInput } from '#lib/reminders/inputs.ts'

const MINUTES_OF = { minutes: 1, hours: 60 } as const
const MOST_MINUTES = 525_600

const text = z.string().default('')
const orNull = (value: string) => (value === '' ? null : value)

/** A rule as the fields of its form have it. What it makes is a rule to save, and what of its effect was agreed to. */
export const ReminderRuleForm = z
  .object({
    ...{ ruleId: text, revision: text, overrideOf: text, name: text },
    moment: z.enum(MOMENTS, validationIssue('choose_one')),
    amount: text,
    unit: z.enum(['minutes', 'hours']).default('hours'),
    ...{ days: text, atLocal: text, templateId: text, confirmationTemplateId: text, noLanguageAs: text },
    lateBooking: z.enum(['confirmation', 'skip']).default('skip'),
    channel: z.enum(['sms', 'email']).default('sms'),
    statuses: z.array(z.enum(APPOINTMENT_STATUSES)).default([]),
    clinics: z.enum(['all', 'some']).default('all'),
    clinicIds: z.array(z.string()).default([]),
    enabled: z.boolean().default(false),
    agreed: text,
  })
  .transform((form, context) => {
    const { amount, unit, clinics, agreed, ...fields } = form
    const most = MOST_MINUTES / MINUTES_OF[unit]
    const counted = form.moment === 'after_made' || form.moment === 'before_visit'
    const count = /^\d{1,9}$/.test(amount.trim()) ? Number(amount) : Number.NaN
    const isWrong = counted && amount.trim() !== '' && !(count >= 1 && count <= most)
    if (isWrong) {
      const code = Number.isNaN(count)
        ? validationIssue('not_a_number')
        : validationIssue('range', { min: 1, max: most })
      context.addIssue({ code: 'custom', path: ['amount'], message: code })
    }
    if (form.templateId === '') {
      context.addIssue({ code: 'custom', path: ['templateId'], message: validationIssue('choose_one') })
    }
    const parsed = SaveReminderRuleInput.safeParse({
      ...fields,
      ruleId: orNull(form.ruleId),
      revision: Number(form.revision) || 0,
      enabled: form.ruleId === '' ? form.enabled : undefined,
      minutes: counted && !isWrong && amount.trim() !== '' ? count * MINUTES_OF[unit] : null,
      days: form.moment === 'day_before' ? orNull(form.days) : null,
      atLocal: form.moment === 'day_before' ? orNull(form.atLocal) : null,
      overrideOf: orNull(form.overrideOf),
      noLanguageAs: orNull(form.noLanguageAs),
      confirmationTemplateId: orNull(form.confirmationTemplateId),
      clinicIds: clinics === 'all' ? null : form.clinicIds,
    })
    if (parsed.success) return { rule: parsed.data, agreed }
    // What is said above is not said again.
    for (const { path, message } of parsed.error.issues) {
      const field = path[0] === 'minutes' ? 'amount' : String(path[0])
      if (field === 'templateId' || (field === 'amount' && isWrong)) continue
      context.addIssue({ code: 'custom', path: [field], message })
    }
    return z.NEVER
  })
export type ReminderRuleForm = z.output<typeof ReminderRuleForm>
