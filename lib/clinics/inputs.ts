import * as z from 'zod'

import { isLanguageCode } from '#lib/core/language.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
const DIGITS_OF_A_NUMBER = /(\d\D*){3}/
const clockTime = z.string().regex(CLOCK, validationIssue('not_a_time'))
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, validationIssue('too_long', { max }))
    .refine((text) => !/[\r\n]/.test(text), validationIssue('line_break'))

const clinic = {
  name: oneLine(120).refine((name) => name.length > 0, validationIssue('required')),
  // As the clinic writes it for people, perhaps with an extension; what has no digits is a name in the wrong field.
  phone: oneLine(30)
    .refine((phone) => phone === '' || DIGITS_OF_A_NUMBER.test(phone), validationIssue('not_a_phone'))
    .transform((phone) => phone || null),
  zone: z
    .string()
    .min(1, validationIssue('required'))
    .max(64, validationIssue('too_long', { max: 64 })),
  opensAt: clockTime,
  closesAt: clockTime,
  defaultLanguage: z.string().refine(isLanguageCode, validationIssue('not_in_list')),
}

/** Of what is no time it cannot be said; that is a mistake of its own. */
const opensBeforeItCloses = ({ opensAt, closesAt }: { opensAt: string; closesAt: string }) =>
  !CLOCK.test(opensAt) || !CLOCK.test(closesAt) || opensAt < closesAt
const whenItDoesNot = { path: ['closesAt'], error: validationIssue('from_after_to') }

export const CreateClinicInput = z.object(clinic).refine(opensBeforeItCloses, whenItDoesNot)
export const UpdateClinicInput = z
  .object({ clinicId: z.uuid('not_found'), ...clinic })
  .refine(opensBeforeItCloses, whenItDoesNot)

export type CreateClinicInput = z.output<typeof CreateClinicInput>
export type UpdateClinicInput = z.output<typeof UpdateClinicInput>
