import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { findChain } from '#db/queries/chains.ts'
import { listReplenishments } from '#db/queries/replenishments.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { ReplenishmentRows } from '../_replenishments/replenishment-rows.tsx'

const ROWS = 50

export const generateMetadata = titled('balance.replenishments.title')

export default portalPage(async function ReplenishmentsPage({ searchParams }: PageProps<'/balance/replenishments'>) {
  const ctx = await requireStaff('balance.read')
  const params = await searchParams
  const t = await getTranslations('balance')
  const [older, newer] = [uuid(params, 'older'), uuid(params, 'newer')]
  const id = newer ?? older
  const { read, chain } = await inChain(ctx, async (tx) => ({
    read: await listReplenishments(tx, ctx.chainId, {
      limit: ROWS + 1,
      cursor: id ? { toward: newer ? 'newer' : 'older', id } : undefined,
    }),
    chain: await findChain(tx, ctx.chainId),
  }))
  const page = keysetPage(read, ROWS, { backwards: newer !== undefined, fromStart: id === undefined })
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/balance/replenishments', {}, { older: undefined, newer: undefined, ...change })

  return (
    <>
      <PageHead
        title={t('replenishments.title')}
        crumbs={[{ href: '/balance', label: t('title') }]}
        actions={
          <DownloadButton href="/balance/replenishments/export" icon={<Download aria-hidden="true" />} download>
            {t('replenishments.csv')}
          </DownloadButton>
        }
      />
      <Card
        flush
        title={t('replenishments.all')}
        footer={
          <Pagination
            previousHref={page.hasPrevious ? at({ newer: page.first?.id }) : null}
            nextHref={page.hasNext ? at({ older: page.last?.id }) : null}
          />
        }
      >
        <ReplenishmentRows rows={page.rows} zone={chain?.zone ?? DEFAULT_TIME_ZONE} />
      </Card>
    </>
  )
})
