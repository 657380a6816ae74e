import * as z from 'zod'

import { APPOINTMENT_STATUSES, BOOKED_STATUSES } from '#lib/core/appointment-status.ts'
import { isLanguageCode } from '#lib/core/language.ts'
import { MOMENTS } from '#lib/core/reminder-rule.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const MAX_NAME = 120
const MAX_MINUTES = 525_600
const MAX_DAYS = 365
const id = z.uuid('not_found')
const range = (max: number) => validationIssue('range', { min: 1, max })
const upTo = (max: number) =>
  z.coerce
    .number(validationIssue('not_a_number'))
    .int(range(max))
    .min(1, range(max))
    .max(max, range(max))
    .nullable()
    .default(null)

const rule = {
  name: z
    .string()
    .trim()
    .max(MAX_NAME, validationIssue('too_long', { max: MAX_NAME }))
    .default(''),
  moment: z.enum(MOMENTS),
  /** After the booking, or before the visit. */
  minutes: upTo(MAX_MINUTES),
  days: upTo(MAX_DAYS),
  atLocal: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, validationIssue('not_a_time'))
    .nullable()
    .default(null),
  templateId: id,
  lateBooking: z.enum(['confirmation', 'skip']).default('skip'),
  confirmationTemplateId: id.nullable().default(null),
  channel: z.enum(['sms', 'email']).default('sms'),
  statuses: z
    .array(z.enum(APPOINTMENT_STATUSES))
    .min(1, validationIssue('choose_at_least_one'))
    .default([...BOOKED_STATUSES]),
  clinicIds: z.array(id).min(1, validationIssue('choose_at_least_one')).nullable().default(null),
  overrideOf: id.nullable().default(null),
  noLanguageAs: z.string().refine(isLanguageCode, validationIssue('not_in_list')).nullable().default(null),
  /** As it is where nothing is said: its switch is not part of the form. */
  enabled: z.boolean().optional(),
}

/** A new rule (`ruleId` null), or other values for one that was on the screen in `revision`. */
export const SaveReminderRuleInput = z
  .object({ ruleId: id.nullable(), revision: z.number().int().default(0), ...rule })
  .superRefine(
    (input, context) => {
      const need = (field: 'minutes' | 'days' | 'atLocal' | 'confirmationTemplateId') => {
        if (input[field] === null)
          context.addIssue({ code: 'custom', path: [field], message: validationIssue('required') })
      }
      if (input.moment === 'after_made' || input.moment === 'before_visit') need('minutes')
      if (input.moment === 'day_before') {
        need('days')
        need('atLocal')
      }
      if (mayConfirm(input.moment) && input.lateBooking === 'confirmation') need('confirmationTemplateId')
    },
    // Beside what is wrong with other fields, too: all mistakes of a form are told at once.
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  // What does not belong to the moment is not kept.
  .transform((input) => ({
    ...input,
    minutes: input.moment === 'after_made' || input.moment === 'before_visit' ? input.minutes : null,
    days: input.moment === 'day_before' ? input.days : null,
    atLocal: input.moment === 'day_before' ? input.atLocal : null,
    lateBooking: mayConfirm(input.moment) ? input.lateBooking : ('skip' as const),
    confirmationTemplateId:
      mayConfirm(input.moment) && input.lateBooking === 'confirmation' ? input.confirmationTemplateId : null,
  }))
export const SwitchReminderRuleInput = z.object({ ruleId: id, enabled: z.boolean() })
export const MarkCalledInput = z.object({ appointmentId: id })
export const RemoveReminderRuleInput = z.object({ ruleId: id })
const category = z.enum(['reminders', 'greetings', 'recall'])
export const SetSwitchInput = z.object({
  category,
  clinicId: id.nullable().default(null),
  /** Null gives the clinic back to the chain's switch. */
  enabled: z.boolean().nullable(),
})
/** A clinic's own switch as a list of three: as the chain has it, on, or off. */
export const ClinicSwitchForm = z
  .object({ category, clinicId: id, choice: z.enum(['chain', 'on', 'off']) })
  .transform(({ choice, ...own }) => ({ ...own, enabled: choice === 'chain' ? null : choice === 'on' }))

export type SaveReminderRuleInput = z.output<typeof SaveReminderRuleInput>
export type SwitchReminderRuleInput = z.output<typeof SwitchReminderRuleInput>
export type MarkCalledInput = z.output<typeof MarkCalledInput>
export type RemoveReminderRuleInput = z.output<typeof RemoveReminderRuleInput>
export type SetSwitchInput = z.output<typeof SetSwitchInput>

function mayConfirm(moment: (typeof MOMENTS)[number]): boolean {
  return moment === 'before_visit' || moment === 'day_before'
}
