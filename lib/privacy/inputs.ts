import * as z from 'zod'

import { RETENTION_LIMITS } from '#lib/core/retention.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

/** `typed` has to be the patient's code: a slip of the hand erases nobody. */
export const ErasePatientInput = z.object({ patientId: z.uuid('not_found'), typed: z.string().trim().max(64) })
export type ErasePatientInput = z.output<typeof ErasePatientInput>

export const LiftErasureInput = z.object({ patientId: z.uuid('not_found') })
export type LiftErasureInput = z.output<typeof LiftErasureInput>

export const SaveRetentionInput = z.object({
  textDays: within('textDays'),
  receiptDays: within('receiptDays'),
  deliveryMonths: within('deliveryMonths'),
})
export type SaveRetentionInput = z.output<typeof SaveRetentionInput>

function within(field: keyof typeof RETENTION_LIMITS) {
  const { min, max } = RETENTION_LIMITS[field]
  const issue = validationIssue('range', { min, max })
  return z.coerce.number(issue).int(issue).min(min, issue).max(max, issue)
}
