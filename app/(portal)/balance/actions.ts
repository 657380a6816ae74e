'use server'

import { beginCardPayment } from '#lib/payments/begin-card-payment.ts'
import { createInvoice } from '#lib/payments/create-invoice.ts'
import { CardPaymentInput, CreateInvoiceInput } from '#lib/payments/inputs.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const createInvoiceAction = staffFormAction('balance.replenish', CreateInvoiceInput, createInvoice, {
  onDone: ({ invoiceId }) => `/balance/replenish?invoice=${invoiceId}`,
})
export const payByCardAction = staffFormAction('balance.replenish', CardPaymentInput, beginCardPayment, {
  onDone: ({ url }) => url,
})
