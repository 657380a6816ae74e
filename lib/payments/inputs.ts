import * as z from 'zod'

import { MICRO_PER_EURO, microFromEuros } from '#lib/core/money.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

export const LEAST_INVOICE_EUROS = 5
export const MOST_INVOICE_EUROS = 100_000

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max, validationIssue('too_long', { max }))
    .refine((text) => !/[\r\n]/.test(text), validationIssue('line_break'))
const required = (max: number) => oneLine(max).refine((text) => text.length > 0, validationIssue('required'))

/** Euros as a person types them, from and to a sum, as micro-euros; `signed` lets them lie below nothing. */
const euros = ({ least, most, signed = false }: { least: number; most: number; signed?: boolean }) => {
  const range = validationIssue('range', { min: least, max: most })
  return z
    .string()
    .trim()
    .transform((text) => text.replace(/\s/g, ''))
    .refine(
      (text) => (signed ? /^-?\d{1,7}([.,]\d{1,2})?$/ : /^\d{1,7}([.,]\d{1,2})?$/).test(text),
      validationIssue('not_a_number'),
    )
    .transform(microFromEuros)
    .refine((micro) => micro >= least * MICRO_PER_EURO && micro <= most * MICRO_PER_EURO && micro !== 0, range)
}

const day = z.iso.date(validationIssue('not_a_date'))

export const CreateInvoiceInput = z.object({
  euros: euros({ least: LEAST_INVOICE_EUROS, most: MOST_INVOICE_EUROS }),
  locale: z.enum(['et', 'en', 'ru'], validationIssue('choose_one')),
})
export type CreateInvoiceInput = z.output<typeof CreateInvoiceInput>

export const CardPaymentInput = z.object({ invoiceId: z.uuid() })
export type CardPaymentInput = z.output<typeof CardPaymentInput>

export const SettleCardEventInput = z.object({ eventId: z.string().min(1).max(200) })
export type SettleCardEventInput = z.output<typeof SettleCardEventInput>

export const AssignEntryInput = z.object({ entryId: z.uuid(), chainId: z.uuid(validationIssue('choose_one')) })
export type AssignEntryInput = z.output<typeof AssignEntryInput>

export const SetAsideInput = z.object({ entryId: z.uuid() })
export type SetAsideInput = z.output<typeof SetAsideInput>

export const EnterPaymentInput = z.object({
  chainId: z.uuid(validationIssue('choose_one')),
  source: z.enum(['hand', 'correction'], validationIssue('choose_one')),
  euros: euros({ least: -MOST_INVOICE_EUROS, most: MOST_INVOICE_EUROS, signed: true }),
  paidOn: day,
  note: required(300),
})
export type EnterPaymentInput = z.output<typeof EnterPaymentInput>

export const DecidePaymentInput = z.object({ paymentId: z.uuid(), approved: z.enum(['yes', 'no']) })
export type DecidePaymentInput = z.output<typeof DecidePaymentInput>

export const ReversePaymentInput = z.object({ paymentId: z.uuid() })
export type ReversePaymentInput = z.output<typeof ReversePaymentInput>

export const SaveSellerInput = z.object({
  name: required(120),
  registryCode: required(20),
  vatNumber: oneLine(20).transform((text) => text || null),
  address: required(200),
  iban: z
    .string()
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .refine((text) => /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(text), validationIssue('invalid')),
  bank: required(80),
  email: z.email(validationIssue('not_an_email')).max(120, validationIssue('too_long', { max: 120 })),
})
export type SaveSellerInput = z.output<typeof SaveSellerInput>
