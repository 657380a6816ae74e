import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

export const MAX_CHAIN_LANGUAGES = 12

const languageCode = z.string().refine(isLanguageCode, validationIssue('not_in_list'))

export const ChangeLanguagesInput = z
  .object({
    languages: z
      .array(languageCode)
      .min(1, validationIssue('choose_at_least_one'))
      .max(MAX_CHAIN_LANGUAGES, validationIssue('too_many', { max: MAX_CHAIN_LANGUAGES })),
    defaultLanguage: languageCode,
  })
  .refine((input) => input.languages.includes(input.defaultLanguage), {
    path: ['defaultLanguage'],
    error: validationIssue('not_in_list'),
  })

export type ChangeLanguagesInput = z.output<typeof ChangeLanguagesInput>
