import { getTranslations } from 'next-intl/server'

import type { Payment } from '#db/queries/payments.ts'
import { listDecidedPayments } from '#db/queries/payments.ts'
import { csvCell } from '#lib/core/csv-cell.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { csvResponse, keysetPages } from '#lib/web/csv-response.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { csvEuros } from '../../campaigns/csv-euros.ts'

/** Every payment that was decided about, newest first. */
export async function GET(): Promise<Response> {
  await requireOperator('operator.read')
  const t = await getTranslations('payments')
  const pages = keysetPages<Payment>((last, limit) =>
    asOperator((tx) => listDecidedPayments(tx, { before: last?.id, limit })),
  )
  const cells = (payment: Payment) => [
    csvCell(payment.chainName),
    t(`source.${payment.source}`),
    payment.invoiceNumber === null ? '' : String(payment.invoiceNumber),
    payment.paidOn,
    csvEuros(payment.grossMicro),
    csvEuros(payment.netMicro),
    t(`status.${payment.status}`),
    csvCell(payment.note),
  ]
  const header = ['chain', 'sourceHead', 'invoiceHead', 'day', 'gross', 'net', 'state', 'noteHead'] as const
  return csvResponse(
    'payments.csv',
    header.map((column) => t(column)),
    pages,
    cells,
  )
}
