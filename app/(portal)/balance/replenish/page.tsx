import { Download } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { findChain } from '#db/queries/chains.ts'
import { findInvoice, findSeller, listInvoices, listVatRates } from '#db/queries/invoices.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { vatRateOn } from '#lib/core/vat.ts'
import { SELLER_LOCATION } from '#lib/payments/seller-location.ts'
import { openStripe } from '#lib/payments/stripe.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { oneOf, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { InvoiceForm } from './invoice-form.tsx'
import { InvoiceTable } from './invoice-table.tsx'
import { PayByCard } from './pay-by-card.tsx'

const INVOICES_SHOWN = 20

export const generateMetadata = titled('balance.replenishing.title')

export default portalPage(async function ReplenishPage({ searchParams }: PageProps<'/balance/replenish'>) {
  const ctx = await requireStaff('balance.replenish')
  const params = await searchParams
  const invoiceId = uuid(params, 'invoice')
  const before = uuid(params, 'before')
  const read = await inChain(ctx, async (tx) => ({
    chain: await findChain(tx, ctx.chainId),
    seller: await findSeller(tx),
    made: invoiceId ? await findInvoice(tx, ctx.chainId, invoiceId) : null,
    invoices: await listInvoices(tx, ctx.chainId, { before, limit: INVOICES_SHOWN + 1 }),
    rates: await listVatRates(tx, SELLER_LOCATION),
  }))
  const { chain, seller, made, invoices, rates } = read
  if (!chain) notFound()
  const t = await getTranslations('balance')
  const formats = await getFormats()
  const today = dayIn(chain.zone, ctx.now)
  const takesCards = openStripe() !== null
  const shown = invoices.slice(0, INVOICES_SHOWN)
  const paymentOf = ({ grossMicro, reference, seller: { iban, name } }: NonNullable<typeof made>) =>
    t('replenishing.payTo', { sum: formats.money(grossMicro), iban, name, reference })

  return (
    <>
      <PageHead
        title={t('replenishing.title')}
        sub={t('replenishing.sub')}
        crumbs={[{ href: '/balance', label: t('title') }]}
      />
      <div className="grid gap-4">
        <CardNote came={oneOf(params, 'card', ['paid', 'left'])} />
        {made && (
          <Note
            tone="ok"
            title={t('replenishing.made', { number: String(made.number) })}
            action={
              <DownloadButton href={`/balance/invoices/${made.id}`} size="s">
                {t('replenishing.open')}
              </DownloadButton>
            }
          >
            {paymentOf(made)}
            {takesCards && made.paidMicro < made.grossMicro && (
              <div className="mt-3">
                <ClientMessages namespaces={['balance']}>
                  <PayByCard invoiceId={made.id} number={made.number} />
                </ClientMessages>
              </div>
            )}
          </Note>
        )}
        {seller ? (
          <Card>
            <ClientMessages namespaces={['balance']}>
              <InvoiceForm vatShare={vatRateOn(rates, today) / 10_000} />
            </ClientMessages>
          </Card>
        ) : (
          <Note tone="warn" title={t('replenishing.noSeller')}>
            {t('replenishing.noSellerBody')}
          </Note>
        )}
        <Card
          flush
          title={t('replenishing.invoices')}
          aside={
            <DownloadButton href="/balance/replenish/export" size="s" icon={<Download aria-hidden="true" />} download>
              {t('replenishing.csv')}
            </DownloadButton>
          }
          footer={
            <Pagination
              previousHref={before ? '/balance/replenish' : null}
              nextHref={invoices.length > INVOICES_SHOWN ? `/balance/replenish?before=${shown.at(-1)?.id}` : null}
            />
          }
        >
          <ClientMessages namespaces={['balance']}>
            <InvoiceTable invoices={shown} today={today} takesCards={takesCards} />
          </ClientMessages>
        </Card>
      </div>
    </>
  )
})

/** After the card service: paid, the money comes when it says so to us; left, nothing has happened. */
async function CardNote({ came }: { came: 'paid' | 'left' | undefined }) {
  const t = await getTranslations('balance.replenishing')
  if (!came) return null
  return (
    <Note tone={came === 'paid' ? 'ok' : 'info'} role="status">
      {t(came === 'paid' ? 'cardPaid' : 'cardLeft')}
    </Note>
  )
}
