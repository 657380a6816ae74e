import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/table.tsx'
import { may } from '#lib/core/permissions.ts'
import { currentBalance } from '#lib/web/current-balance.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { AccountCard } from './_account/account-card.tsx'
import { Runway } from './_account/runway.tsx'
import { DebitsCard } from './_debits/debits-card.tsx'
import { ReplenishmentRows } from './_replenishments/replenishment-rows.tsx'
import { loadBalance } from './load-balance.ts'
import { PriceListCard } from './price-list-card.tsx'

export const generateMetadata = titled('balance.title')

export default portalPage(async function BalancePage({ searchParams }: PageProps<'/balance'>) {
  const ctx = await requireStaff('balance.read')
  const params = await searchParams
  const t = await getTranslations('balance')
  const [read, balance] = await Promise.all([loadBalance(ctx, params), currentBalance()])
  if (!read || !balance) notFound()
  const { chain, filter, sums, clinics, prices, replenishments } = read
  const all = (
    <Link href="/balance/replenishments" className="link">
      {t('replenishments.all')}
    </Link>
  )

  return (
    <>
      <PageHead title={t('title')} sub={chain.name} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_392px]">
        <div className="grid min-w-0 gap-4">
          <AccountCard
            account={balance}
            senderName={chain.senderName}
            mayReplenish={may(ctx.role, 'balance.replenish')}
          >
            <Suspense fallback={<Skeleton />}>
              <Runway ctx={ctx} zone={chain.zone} availableMicro={balance.availableMicro} />
            </Suspense>
          </AccountCard>
          <DebitsCard
            sums={sums}
            filter={filter}
            clinics={clinics}
            languages={chain.languages}
            csvHref={hrefWith('/balance/debits', params, {})}
          />
        </div>
        <div className="grid min-w-0 gap-4">
          <Card flush title={t('replenishments.title')} aside={all}>
            <ReplenishmentRows rows={replenishments} zone={chain.zone} />
          </Card>
          <PriceListCard prices={prices} zone={chain.zone} />
        </div>
      </div>
    </>
  )
})
