import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { findChain } from '#db/queries/chains.ts'
import { DELIVERIES_PER_PAGE, listDeliveries } from '#db/queries/deliveries.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { DeliveryFilters } from './_list/delivery-filters.tsx'
import { DeliveryTable } from './_list/delivery-table.tsx'
import { cursorText, deliveryCursorOf, deliveryFilterOf } from './_list/filter.ts'

export const generateMetadata = titled('history.title')

export default portalPage(async function HistoryPage({ searchParams }: PageProps<'/history'>) {
  const ctx = await requireStaff('delivery.read')
  const params = await searchParams
  const t = await getTranslations('history')
  const filter = deliveryFilterOf(params, await readChosenClinic())
  const cursor = deliveryCursorOf(params)

  const [read, chain] = await inChain(ctx, (tx) =>
    Promise.all([listDeliveries(tx, ctx, filter, { cursor }), findChain(tx, ctx.chainId)]),
  )
  const page = keysetPage(read, DELIVERIES_PER_PAGE, {
    backwards: cursor?.toward === 'newer',
    fromStart: cursor === undefined,
  })
  const clinics = (await currentStaff())?.clinics ?? []
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/history', params, { older: undefined, newer: undefined, ...change })

  if (page.rows.length === 0 && !filtered && !cursor) {
    return (
      <>
        <PageHead title={t('title')} sub={t('sub')} />
        <EmptyState
          title={t('emptyTitle')}
          action={
            may(ctx.role, 'campaign.compose') && (
              <LinkButton href="/campaigns/new" variant="primary">
                {t('newCampaign')}
              </LinkButton>
            )
          }
        >
          {t('emptyBody')}
        </EmptyState>
      </>
    )
  }

  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <DownloadButton
            href={hrefWith('/history/export', params, {})}
            icon={<Download aria-hidden="true" />}
            download
          >
            {t('export')}
          </DownloadButton>
        }
      />
      <Card
        flush
        title={t('list')}
        aside={
          <DeliveryFilters
            filter={filter}
            clinics={clinics}
            languages={chain?.languages ?? []}
            clearHref={filtered ? '/history?clinic=' : null}
          />
        }
        footer={
          <Pagination
            previousHref={page.hasPrevious ? at({ newer: cursorText(page.first) }) : null}
            nextHref={page.hasNext ? at({ older: cursorText(page.last) }) : null}
          />
        }
      >
        <DeliveryTable rows={page.rows} />
      </Card>
    </>
  )
})
