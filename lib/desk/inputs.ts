import * as z from 'zod'

import { validationIssue } from '#lib/core/validation-code.ts'

const MOST_TEXTS = 10_000_000
/** No less than a batch of them, which is taken whole. */
export const LEAST_TEXTS = 500
export const LEAST_CHARACTERS = 70
export const MOST_CHARACTERS = 918
const MAX_REASON_CHARACTERS = 500

const location = z
  .string()
  .trim()
  .toUpperCase()
  .refine((text) => /^[A-Z]{2}$/.test(text), validationIssue('invalid'))
const required = (max: number) =>
  z
    .string()
    .trim()
    .min(1, validationIssue('required'))
    .max(max, validationIssue('too_long', { max }))
    .refine((text) => !/[\r\n]/.test(text), validationIssue('line_break'))

export const ChangeLocationInput = z.object({ chainId: z.uuid(), location })
export type ChangeLocationInput = z.output<typeof ChangeLocationInput>

export const PauseChainInput = z.object({ chainId: z.uuid(), reason: required(MAX_REASON_CHARACTERS) })
export type PauseChainInput = z.output<typeof PauseChainInput>

export const ResumeChainInput = z.object({ chainId: z.uuid() })
export type ResumeChainInput = z.output<typeof ResumeChainInput>

const textsRange = validationIssue('range', { min: LEAST_TEXTS, max: MOST_TEXTS })
/** Empty means no limit. */
const texts = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .refine(
    (text) => text === '' || (/^\d{1,8}$/.test(text) && Number(text) >= LEAST_TEXTS && Number(text) <= MOST_TEXTS),
    textsRange,
  )
  .transform((text) => (text === '' ? null : Number(text)))

export const LimitChainInput = z.object({ chainId: z.uuid(), textsPerHour: texts, textsPerDay: texts })
export type LimitChainInput = z.output<typeof LimitChainInput>

const charactersRange = validationIssue('range', { min: LEAST_CHARACTERS, max: MOST_CHARACTERS })

export const SetTextLimitInput = z.object({
  location,
  maxCharacters: z
    .string()
    .trim()
    .refine((text) => /^\d{1,3}$/.test(text), charactersRange)
    .transform(Number)
    .refine((most) => most >= LEAST_CHARACTERS && most <= MOST_CHARACTERS, charactersRange),
})
export type SetTextLimitInput = z.output<typeof SetTextLimitInput>

const MOST_ACCOUNTS = 100
const LEAST_PER_SECOND = 0.01
const MOST_PER_SECOND = 100_000
const rateRange = validationIssue('range', { min: LEAST_PER_SECOND, max: MOST_PER_SECOND })

export const ChangeProviderInput = z.object({
  name: z.string().min(1).max(100),
  place: z.coerce.number().int().min(1).max(MOST_ACCOUNTS),
  /** Empty means as many as the provider takes. */
  ratePerSecond: z
    .string()
    .transform((text) => text.replace(/\s/g, '').replace(',', '.'))
    .refine((text) => text === '' || /^\d{1,6}(\.\d{1,2})?$/.test(text), validationIssue('not_a_number'))
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((rate) => rate === null || (rate >= LEAST_PER_SECOND && rate <= MOST_PER_SECOND), rateRange),
  /** Ticked: it carries texts. */
  enabled: z.string().optional().transform(Boolean),
})
export type ChangeProviderInput = z.output<typeof ChangeProviderInput>

export const RetryJobInput = z.object({ queue: z.string().min(1).max(100), jobId: z.uuid() })
export type RetryJobInput = z.output<typeof RetryJobInput>

export const OpenChainInput = z.object({
  name: required(120),
  location,
  managerName: required(120),
  managerEmail: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email(validationIssue('not_an_email')).max(120, validationIssue('too_long', { max: 120 }))),
  locale: z.enum(['et', 'en', 'ru'], validationIssue('choose_one')),
})
export type OpenChainInput = z.output<typeof OpenChainInput>
