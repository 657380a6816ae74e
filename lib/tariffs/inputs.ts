import * as z from 'zod'

import { microFromEuros } from '#lib/core/money.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const MOST_EUROS_A_SEGMENT = 10

const code = z
  .string()
  .trim()
  .toUpperCase()
  .refine((text) => /^([A-Z]{2}|\*)$/.test(text), validationIssue('invalid'))

export const AnnounceTariffInput = z.object({
  location: z
    .string()
    .trim()
    .toUpperCase()
    .refine((text) => /^[A-Z]{2}$/.test(text), validationIssue('invalid')),
  channel: z.enum(['sms', 'email'], validationIssue('choose_one')),
  /** Of the number; `*` for every country without a price of its own, and for e-mail. */
  country: code,
  /** Net price of one segment, or of one e-mail, as euros with at most six decimals. */
  price: z
    .string()
    .trim()
    .refine((text) => /^\d{1,2}([.,]\d{1,6})?$/.test(text), validationIssue('not_a_number'))
    .transform(microFromEuros)
    .refine(
      (micro) => micro <= MOST_EUROS_A_SEGMENT * 1_000_000,
      validationIssue('range', { min: 0, max: MOST_EUROS_A_SEGMENT }),
    ),
  /** Ticked: what does not arrive costs nothing. */
  freeIfUndelivered: z.string().optional().transform(Boolean),
  /** The first day on the calendar of the seller; the price holds from its midnight on. */
  fromDay: z.iso.date(validationIssue('not_a_date')),
})
export type AnnounceTariffInput = z.output<typeof AnnounceTariffInput>
