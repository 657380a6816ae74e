import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { MICRO_PER_EURO, microFromEuros } from '#lib/core/money.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

export const MAX_CHAIN_LANGUAGES = 12
/** A warning that always stands says nothing. */
export const MAX_LOW_BALANCE_EUROS = 100_000

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

const lowBalanceRange = validationIssue('range', { min: 0, max: MAX_LOW_BALANCE_EUROS })

export const ChangeLowBalanceInput = z.object({
  euros: z
    .string()
    .trim()
    .regex(/^\d{1,6}([.,]\d{1,2})?$/, lowBalanceRange)
    .transform(microFromEuros)
    .refine((micro) => micro <= MAX_LOW_BALANCE_EUROS * MICRO_PER_EURO, lowBalanceRange),
})

const MOST_PEOPLE = 1_000_000
const MOST_EUROS = 1_000_000
const peopleRange = validationIssue('range', { min: 1, max: MOST_PEOPLE })
const eurosRange = validationIssue('range', { min: 0, max: MOST_EUROS })

/** Either may be left empty: then nobody is asked on its account. */
export const ChangeApprovalsInput = z.object({
  people: z
    .string()
    .trim()
    .regex(/^([1-9]\d{0,6})?$/, peopleRange)
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((people) => people === null || people <= MOST_PEOPLE, peopleRange),
  euros: z
    .string()
    .trim()
    .regex(/^(\d{1,7}([.,]\d{1,2})?)?$/, eurosRange)
    .transform((text) => (text === '' ? null : microFromEuros(text)))
    .refine((micro) => micro === null || micro <= MOST_EUROS * MICRO_PER_EURO, eurosRange),
})
export type ChangeApprovalsInput = z.output<typeof ChangeApprovalsInput>

/** A reserve of more than two months would keep a chain from ever sending. */
export const MAX_RESERVE_DAYS = 60
const reserveRange = validationIssue('range', { min: 0, max: MAX_RESERVE_DAYS })

export const ChangeReserveInput = z.object({
  days: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, reserveRange)
    .transform(Number)
    .refine((days) => days <= MAX_RESERVE_DAYS, reserveRange),
})

export type ChangeReserveInput = z.output<typeof ChangeReserveInput>

export type ChangeLowBalanceInput = z.output<typeof ChangeLowBalanceInput>
