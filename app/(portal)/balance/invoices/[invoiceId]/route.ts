import { notFound } from 'next/navigation'
import { createTranslator } from 'next-intl'
import * as z from 'zod'

import type { Invoice } from '#db/queries/invoices.ts'
import { findInvoice } from '#db/queries/invoices.ts'
import { formatTag } from '#i18n/locales.ts'
import { loadMessages } from '#i18n/messages.ts'
import { textFormats } from '#i18n/text-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { InvoicePaper } from '#lib/payments/invoice-pdf.ts'
import { renderInvoicePdf } from '#lib/payments/invoice-pdf.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'

/** An invoice as a PDF, in its own language and with the seller as it was. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/balance/invoices/[invoiceId]'>,
): Promise<Response> {
  const { invoiceId } = await params
  const ctx = await requireStaff('balance.read')
  const id = z.uuid().safeParse(invoiceId)
  const invoice = id.success ? await inChain(ctx, (tx) => findInvoice(tx, ctx.chainId, id.data)) : null
  if (!invoice) notFound()
  const pdf = await renderInvoicePdf(await paperOf(invoice))
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="meelespea-${invoice.number}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}

async function paperOf(invoice: Invoice): Promise<InvoicePaper> {
  const { locale, seller, number, grossMicro, netMicro, vatMicro, reference } = invoice
  const t = createTranslator({
    locale: formatTag(locale),
    messages: await loadMessages(locale),
    namespace: 'balance.paper',
  })
  const formats = textFormats(formatTag(locale), 'UTC')
  const date = (day: string) => formats.time(middayOf(day), 'date')
  const gross = formats.money(grossMicro)
  return {
    title: t('title', { number: String(number) }),
    language: locale,
    seller: [
      [seller.name, seller.address].join(' · '),
      [
        t('registryCode', { code: seller.registryCode }),
        seller.vatNumber && t('vatNumber', { number: seller.vatNumber }),
        seller.email,
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    buyer: { label: t('buyer'), lines: [invoice.buyer] },
    facts: [
      [t('date'), date(invoice.issuedOn)],
      [t('due'), date(invoice.dueOn)],
      [t('reference'), reference],
    ],
    line: { label: t('description'), description: t('item'), sum: formats.money(netMicro) },
    sums: [
      [t('net'), formats.money(netMicro)],
      [t('vat', { rate: formats.percent(invoice.vatBasisPoints / 10_000) }), formats.money(vatMicro)],
    ],
    total: [t('gross'), gross],
    payment: {
      label: t('howTo'),
      rows: [
        [t('payee'), seller.name],
        [t('account'), seller.iban],
        [t('bank'), seller.bank],
        [t('reference'), reference],
        [t('sum'), gross],
      ],
    },
    note: t('note'),
  }
}
