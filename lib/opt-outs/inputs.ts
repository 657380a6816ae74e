import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

export const RecordOptOutByStaffInput = z.object({
  patientId: z.uuid('not_found'),
  channel: z.enum(['sms', 'email'], validationIssue('choose_one')),
  purpose: z.enum(['marketing', 'all'], validationIssue('choose_one')),
})
export type RecordOptOutByStaffInput = z.output<typeof RecordOptOutByStaffInput>

export const WithdrawOptOutByStaffInput = z.object({ patientId: z.uuid('not_found'), optOutId: z.uuid('not_found') })
export type WithdrawOptOutByStaffInput = z.output<typeof WithdrawOptOutByStaffInput>
