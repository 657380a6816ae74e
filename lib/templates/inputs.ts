import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { ENDINGS, TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

export const MAX_TEMPLATE_NAME = 120
export const MAX_TEMPLATE_SUBJECT = 200
export const MAX_TEMPLATE_BODY = 10_000
const MAX_LANGUAGES = 60

const name = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(MAX_TEMPLATE_NAME, validationIssue('too_long', { max: MAX_TEMPLATE_NAME }))
  .refine((typed) => !hasLineBreak(typed), validationIssue('line_break'))
// One text for a language: what stands twice would be stored twice.
const texts = z
  .array(
    z.object({
      language: z.string().refine(isLanguageCode, validationIssue('not_in_list')),
      subject: z
        .string()
        .max(MAX_TEMPLATE_SUBJECT, validationIssue('too_long', { max: MAX_TEMPLATE_SUBJECT }))
        .default(''),
      body: z.string().max(MAX_TEMPLATE_BODY, validationIssue('too_long', { max: MAX_TEMPLATE_BODY })),
      endings: z.array(z.enum(ENDINGS)).default([]),
    }),
  )
  .max(MAX_LANGUAGES)
  .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, validationIssue('not_in_list'))

export const CreateTemplateInput = z.object({
  purpose: z.enum(TEMPLATE_PURPOSES),
  name,
  texts: texts.default([]),
  /** A clinic's own variant of a chain's template. */
  variant: z
    .object({ of: z.uuid('not_found'), clinicId: z.uuid('not_found') })
    .nullable()
    .default(null),
})
export const SaveTemplateInput = z.object({
  templateId: z.uuid('not_found'),
  /** The one that was on the screen. */
  version: z.number().int(),
  name,
  texts,
})
export const ArchiveTemplateInput = z.object({ templateId: z.uuid('not_found'), archived: z.boolean() })

export type CreateTemplateInput = z.output<typeof CreateTemplateInput>
export type SaveTemplateInput = z.output<typeof SaveTemplateInput>
export type ArchiveTemplateInput = z.output<typeof ArchiveTemplateInput>
