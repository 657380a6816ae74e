import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

const MAX_NAME = 120

export const SetHolidayInput = z.object({
  /** Null is every clinic of the chain. */
  clinicId: z.uuid('not_found').nullable().default(null),
  day: z.iso.date(validationIssue('not_a_date')),
  name: z
    .string()
    .trim()
    .max(MAX_NAME, validationIssue('too_long', { max: MAX_NAME }))
    .default(''),
  closed: z.boolean().default(true),
})
export const RemoveHolidayInput = z.object({ holidayId: z.uuid('not_found') })

export type SetHolidayInput = z.output<typeof SetHolidayInput>
export type RemoveHolidayInput = z.output<typeof RemoveHolidayInput>
