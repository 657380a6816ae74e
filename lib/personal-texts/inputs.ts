import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const MAX_MONTHS = 60

const shared = {
  templateId: z.uuid(validationIssue('required')),
  channel: z.enum(['sms', 'email']).default('sms'),
  atLocal: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, validationIssue('not_a_time'))
    .default('10:00'),
  /** A form posts nothing chosen as an empty text. */
  noLanguageAs: z
    .union([z.literal('').transform(() => null), z.string().refine(isLanguageCode, validationIssue('not_in_list'))])
    .nullable()
    .default(null),
}

export const SaveGreetingSettingsInput = z.object({
  ...shared,
  leapDay: z.enum(['feb_28', 'mar_1']).default('feb_28'),
  minors: z.enum(['guardian', 'none']).default('none'),
})
export const SaveRecallSettingsInput = z.object({
  ...shared,
  months: z.coerce
    .number(validationIssue('not_a_number'))
    .int(validationIssue('range', { min: 1, max: MAX_MONTHS }))
    .min(1, validationIssue('range', { min: 1, max: MAX_MONTHS }))
    .max(MAX_MONTHS, validationIssue('range', { min: 1, max: MAX_MONTHS }))
    .default(12),
})

export type SaveGreetingSettingsInput = z.output<typeof SaveGreetingSettingsInput>
export type SaveRecallSettingsInput = z.output<typeof SaveRecallSettingsInput>
