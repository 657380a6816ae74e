import * as z from 'zod'

import { isDay } from '#lib/core/calendar-day.ts'
import { CONSENT_CHANNELS, CONSENT_PURPOSES, HOW } from '#lib/core/consent.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const LONGEST_POLICY = 4_000

export const RecordConsentInput = z.object({
  patientId: z.uuid('not_found'),
  channel: z.enum(CONSENT_CHANNELS, validationIssue('choose_one')),
  purposes: z.array(z.enum(CONSENT_PURPOSES)).min(1, validationIssue('choose_at_least_one')),
  how: z.enum(HOW, validationIssue('choose_one')),
  /** The words that were shown: version and language of the chain's policy, as "3.et". */
  policy: z.string().regex(/^\d{1,6}\.[a-z]{2,3}$/, validationIssue('choose_one')),
  /** 'YYYY-MM-DD' on the chain's clock; a paper form may be older than its entry. */
  givenOn: z.string().refine(isDay, validationIssue('not_a_date')),
})
export type RecordConsentInput = z.output<typeof RecordConsentInput>

export const WithdrawConsentInput = z.object({
  patientId: z.uuid('not_found'),
  consentId: z.uuid('not_found'),
  how: z.enum(HOW, validationIssue('choose_one')),
})
export type WithdrawConsentInput = z.output<typeof WithdrawConsentInput>

/** The texts of all languages side by side, as the form posts them; a blank one is left out of the new version. */
export const SavePolicyInput = z
  .object({
    /** The version that was on the screen; 0 for none. */
    version: z.coerce.number().int().min(0),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(20),
    bodies: z
      .array(
        z
          .string()
          .trim()
          .max(LONGEST_POLICY, validationIssue('too_long', { max: LONGEST_POLICY })),
      )
      .max(20),
  })
  .refine(({ bodies }) => bodies.some((body) => body !== ''), {
    path: ['bodies'],
    message: validationIssue('required'),
  })
export type SavePolicyInput = z.output<typeof SavePolicyInput>
