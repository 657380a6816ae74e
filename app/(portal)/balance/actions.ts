'use server'

import { createInvoice } from '#lib/payments/create-invoice.ts'
import { CreateInvoiceInput } from '#lib/payments/inputs.ts'
import { staffFormAction } from '#lib/web/staff-action.ts'

export const createInvoiceAction = staffFormAction('balance.replenish', CreateInvoiceInput, createInvoice, {
  onDone: ({ invoiceId }) => `/balance/replenish?invoice=${invoiceId}`,
})
