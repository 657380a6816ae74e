import * as z from 'zod'

import { HOW, OPT_OUT_PURPOSES } from '#lib/core/consent.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

export const RecordOptOutByStaffInput = z.object({
  patientId: z.uuid('not_found'),
  channel: z.enum(['sms', 'email'], validationIssue('choose_one')),
  purpose: z.enum(OPT_OUT_PURPOSES, validationIssue('choose_one')),
  how: z.enum(HOW, validationIssue('choose_one')).optional(),
})
export type RecordOptOutByStaffInput = z.output<typeof RecordOptOutByStaffInput>

export const WithdrawOptOutByStaffInput = z.object({
  patientId: z.uuid('not_found'),
  optOutId: z.uuid('not_found'),
  how: z.enum(HOW, validationIssue('choose_one')).optional(),
})
export type WithdrawOptOutByStaffInput = z.output<typeof WithdrawOptOutByStaffInput>
