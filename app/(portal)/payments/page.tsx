import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { listEntriesToAssign, listStatements } from '#db/queries/bank-entries.ts'
import { listCardEventsToLook } from '#db/queries/card-payments.ts'
import { findSeller } from '#db/queries/invoices.ts'
import { listChainNames, listDecidedPayments, listWaitingPayments } from '#db/queries/payments.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { OutcomeNote } from './outcome-note.tsx'
import { PaymentForm } from './payment-form.tsx'
import { PaymentsTable } from './payments-table.tsx'
import { ToDoCards } from './to-do-cards.tsx'
import { UploadCard } from './upload-card.tsx'

const SHOWN = 50
const STATEMENTS_SHOWN = 5

export const generateMetadata = titled('payments.title')

/** What chains paid: statements of the bank, what waits for a person, and what was booked. */
export default portalPage(async function PaymentsPage({ searchParams }: PageProps<'/payments'>) {
  const { staffId, now } = await requireOperator('operator.read')
  const params = await searchParams
  const before = uuid(params, 'before')
  const t = await getTranslations('payments')
  const { seller, chains, statements, entries, events, waiting, payments } = await asOperator(async (tx) => ({
    seller: await findSeller(tx),
    chains: await listChainNames(tx),
    statements: await listStatements(tx, STATEMENTS_SHOWN),
    entries: await listEntriesToAssign(tx, SHOWN),
    events: await listCardEventsToLook(tx, SHOWN),
    waiting: await listWaitingPayments(tx, SHOWN),
    payments: await listDecidedPayments(tx, { before, limit: SHOWN + 1 }),
  }))
  const shown = payments.slice(0, SHOWN)
  const toSeller = (
    <LinkButton href="/payments/seller" size={seller ? 'm' : 's'}>
      {t('seller.title')}
    </LinkButton>
  )
  return (
    <ClientMessages namespaces={['payments']}>
      <PageHead title={t('title')} sub={t('sub')} actions={toSeller} />
      <div className="grid gap-4">
        <OutcomeNote params={params} />
        {!seller && <Note tone="warn">{t('seller.missing')}</Note>}
        <UploadCard statements={statements} />
        <ToDoCards {...{ entries, events, waiting, chains, staffId }} />
        <Card
          flush
          title={t('payments')}
          aside={
            <DownloadButton href="/payments/export" size="s" icon={<Download aria-hidden="true" />} download>
              {t('csv')}
            </DownloadButton>
          }
          footer={
            <Pagination
              previousHref={before ? '/payments' : null}
              nextHref={payments.length > SHOWN ? `/payments?before=${shown.at(-1)?.id}` : null}
            />
          }
        >
          <PaymentsTable payments={shown} />
        </Card>
        <Card title={t('byHand')}>
          <PaymentForm chains={chains} today={dayIn(DEFAULT_TIME_ZONE, now)} />
        </Card>
      </div>
    </ClientMessages>
  )
})
