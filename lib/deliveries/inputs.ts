import * as z from 'zod'

import { DECIDED_AT_ONCE, DOUBT_AGES } from '#lib/core/doubt.ts'

/**
 * Which texts in doubt are decided: those ticked, or with `all` every one of a filter that was in doubt `asOf` the moment the question
 * was asked. More than DECIDED_AT_ONCE take several steps.
 */
export const DecideInput = z.object({
  delivery: z.array(z.uuid()).max(DECIDED_AT_ONCE).default([]),
  all: z.boolean().default(false),
  campaign: z.uuid().optional(),
  channel: z.enum(['sms', 'email']).optional(),
  age: z.enum(DOUBT_AGES).optional(),
  asOf: z.iso.datetime().optional(),
})
export type DecideInput = z.output<typeof DecideInput>

export const LookUpInput = z.object({ delivery: z.array(z.uuid()).min(1).max(DECIDED_AT_ONCE) })
export type LookUpInput = z.output<typeof LookUpInput>
