import * as z from 'zod'

import { registryCodeFault } from '#lib/core/registry-code.ts'
import { SENDER_STATUSES } from '#lib/core/sender-in-force.ts'
import { senderNameFault } from '#lib/core/sender-name.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

/** Of any field while it is a draft; what was pasted by mistake is cut, not refused. */
export const MAX_DRAFT_CHARACTERS = 200
const MAX_MONTHLY_TEXTS = 10_000_000
const MAX_REASON_CHARACTERS = 1000

export const APPLICATION_FIELDS = [
  'legalName',
  'registryCode',
  'senderName',
  'contactName',
  'contactEmail',
  'contactPhone',
  'location',
  'monthlyTexts',
] as const
export type ApplicationField = (typeof APPLICATION_FIELDS)[number]
/** The fields as somebody typed them. */
export type ApplicationForm = Record<ApplicationField, string>

export const EMPTY_APPLICATION = Object.fromEntries(APPLICATION_FIELDS.map((field) => [field, ''])) as ApplicationForm

const typed = z
  .string()
  .default('')
  .transform((text) => text.slice(0, MAX_DRAFT_CHARACTERS))

/** A draft may be as unfinished as it is. */
export const SaveDraftInput = z.object({
  legalName: typed,
  registryCode: typed,
  senderName: typed,
  contactName: typed,
  contactEmail: typed,
  contactPhone: typed,
  location: typed,
  monthlyTexts: typed,
})
export type SaveDraftInput = z.output<typeof SaveDraftInput>

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, validationIssue('required'))
    .max(max, validationIssue('too_long', { max }))
    .refine((text) => !/[\r\n]/.test(text), validationIssue('line_break'))

const texts = validationIssue('range', { min: 1, max: MAX_MONTHLY_TEXTS })

/** What is sent in; faults of the sender name and the registry code are codes of lib/runtime/errors.ts. */
export const SubmitApplicationInput = z
  .object({
    legalName: line(120),
    registryCode: line(30),
    senderName: z.string().trim(),
    contactName: line(120),
    contactEmail: z
      .string()
      .trim()
      .pipe(z.email(validationIssue('not_an_email')).max(120, validationIssue('too_long', { max: 120 }))),
    contactPhone: z
      .string()
      .trim()
      .refine((text) => /^\+?[0-9][0-9 ()-]{5,24}$/.test(text), validationIssue('not_a_phone')),
    location: z
      .string()
      .trim()
      .refine((text) => /^[A-Z]{2}$/.test(text), validationIssue('choose_one')),
    monthlyTexts: z
      .string()
      .transform((text) => text.replace(/\s/g, ''))
      .refine((text) => /^[1-9]\d{0,8}$/.test(text) && Number(text) <= MAX_MONTHLY_TEXTS, texts),
  })
  .superRefine(({ registryCode, senderName, location }, ctx) => {
    const refuse = (field: ApplicationField, message: string | null) =>
      message && ctx.addIssue({ code: 'custom', path: [field], message })
    refuse('senderName', senderNameFault(senderName))
    if (/^[A-Z]{2}$/.test(location)) refuse('registryCode', registryCodeFault(registryCode, location))
  })
export type SubmitApplicationInput = z.output<typeof SubmitApplicationInput>

const reason = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(MAX_REASON_CHARACTERS, validationIssue('too_long', { max: MAX_REASON_CHARACTERS }))

export const ApproveApplicationInput = z.object({ chainId: z.uuid() })
export type ApproveApplicationInput = z.output<typeof ApproveApplicationInput>

export const RefuseApplicationInput = z.object({
  chainId: z.uuid(),
  /** Returned may be corrected and sent in again. */
  as: z.enum(['returned', 'rejected'], validationIssue('choose_one')),
  reason,
})
export type RefuseApplicationInput = z.output<typeof RefuseApplicationInput>

const country = z
  .string()
  .trim()
  .toUpperCase()
  .refine((text) => /^[A-Z]{2}$/.test(text), validationIssue('invalid'))

export const SetSenderNameInput = z.object({
  chainId: z.uuid(),
  country,
  name: z
    .string()
    .trim()
    .refine((name) => senderNameFault(name) === null, {
      // The fault itself is the sentence under the field.
      error: (issue) => senderNameFault(String(issue.input)) ?? validationIssue('invalid'),
    }),
  status: z.enum(SENDER_STATUSES, validationIssue('choose_one')),
})
export type SetSenderNameInput = z.output<typeof SetSenderNameInput>
