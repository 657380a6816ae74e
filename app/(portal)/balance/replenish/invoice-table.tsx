import { CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ToneStatus } from '#components/ui/badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Invoice } from '#db/queries/invoices.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { PayByCard } from './pay-by-card.tsx'

/** The chain's invoices, newest first, and whether they are paid. */
export function InvoiceTable({
  invoices,
  today,
  takesCards,
}: {
  invoices: readonly Invoice[]
  today: string
  takesCards: boolean
}) {
  const t = useTranslations('balance.replenishing')
  const formats = useFormats()
  const date = (day: string) => formats.time(middayOf(day), 'date', 'UTC')
  return (
    <Table label={t('invoices')}>
      <thead>
        <tr>
          <th scope="col">{t('number')}</th>
          <th scope="col" className="hs">
            {t('issued')}
          </th>
          <th scope="col" className="hs">
            {t('due')}
          </th>
          <th scope="col" className="num hs">
            {t('net')}
          </th>
          <th scope="col" className="num">
            {t('gross')}
          </th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {invoices.length === 0 && <EmptyRow columns={6}>{t('empty')}</EmptyRow>}
        {invoices.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row">
              <a className="link" href={`/balance/invoices/${invoice.id}`}>
                {invoice.number}
              </a>
            </th>
            <td className="hs">{date(invoice.issuedOn)}</td>
            <td className="hs">{date(invoice.dueOn)}</td>
            <td className="num hs">{formats.money(invoice.netMicro)}</td>
            <td className="num">{formats.money(invoice.grossMicro)}</td>
            <td>
              <InvoiceStatus invoice={invoice} today={today} />
              {takesCards && invoice.paidMicro < invoice.grossMicro && (
                <div className="mt-1.5">
                  <PayByCard invoiceId={invoice.id} number={invoice.number} />
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function InvoiceStatus({ invoice, today }: { invoice: Invoice; today: string }) {
  const t = useTranslations('balance.replenishing.states')
  const formats = useFormats()
  const { paidMicro, grossMicro, dueOn } = invoice
  if (paidMicro >= grossMicro) {
    return (
      <ToneStatus tone="ok" icon={<CircleCheck strokeWidth={1.75} aria-hidden="true" />}>
        {t('paid')}
      </ToneStatus>
    )
  }
  const isLate = dueOn < today
  return (
    <>
      <ToneStatus
        tone={isLate ? 'warn' : 'info'}
        icon={
          isLate ? (
            <TriangleAlert strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Clock strokeWidth={1.75} aria-hidden="true" />
          )
        }
      >
        {isLate ? t('late') : t('open')}
      </ToneStatus>
      {paidMicro > 0 && (
        <span className="block type-small text-ink-3">{t('part', { sum: formats.money(paidMicro) })}</span>
      )}
    </>
  )
}
