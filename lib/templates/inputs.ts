import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { ENDINGS, TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const MAX_NAME = 120
const MAX_SUBJECT = 200
const MAX_BODY = 10_000

const name = z
  .string()
  .trim()
  .min(1, validationIssue('required'))
  .max(MAX_NAME, validationIssue('too_long', { max: MAX_NAME }))
const texts = z.array(
  z.object({
    language: z.string().refine(isLanguageCode, validationIssue('not_in_list')),
    subject: z
      .string()
      .max(MAX_SUBJECT, validationIssue('too_long', { max: MAX_SUBJECT }))
      .default(''),
    body: z.string().max(MAX_BODY, validationIssue('too_long', { max: MAX_BODY })),
    endings: z.array(z.enum(ENDINGS)).default([]),
  }),
)

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
