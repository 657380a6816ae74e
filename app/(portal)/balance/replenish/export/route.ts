import { getTranslations } from 'next-intl/server'

import type { Invoice } from '#db/queries/invoices.ts'
import { listInvoices } from '#db/queries/invoices.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { csvEuros } from '../../../campaigns/csv-euros.ts'

/** All invoices of the chain, newest first. */
export async function GET(): Promise<Response> {
  const ctx = await requireStaff('balance.replenish')
  const t = await getTranslations('balance.replenishing')
  const pages = keysetPages<Invoice>((last, limit) =>
    inChain(ctx, (tx) => listInvoices(tx, ctx.chainId, { before: last?.id, limit })),
  )
  const cells = (invoice: Invoice) => [
    String(invoice.number),
    invoice.reference,
    invoice.issuedOn,
    invoice.dueOn,
    ...[invoice.netMicro, invoice.vatMicro, invoice.grossMicro, invoice.paidMicro].map(csvEuros),
  ]
  const header = ['number', 'referenceHead', 'issued', 'due', 'net', 'vat', 'gross', 'paidHead'] as const
  return csvResponse(
    'invoices.csv',
    header.map((column) => t(column)),
    pages,
    cells,
  )
}
