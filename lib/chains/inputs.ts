import { z } from 'zod'

export const MAX_CHAIN_LANGUAGES = 12

const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'language_unknown')

export const ChangeLanguagesInput = z
  .object({
    languages: z.array(languageCode).min(1, 'required').max(MAX_CHAIN_LANGUAGES, 'too_many'),
    defaultLanguage: languageCode,
  })
  .refine((input) => input.languages.includes(input.defaultLanguage), {
    path: ['defaultLanguage'],
    error: 'default_not_in_list',
  })

export type ChangeLanguagesInput = z.output<typeof ChangeLanguagesInput>
