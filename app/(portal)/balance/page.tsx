import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Skeleton } from '#components/ui/table.tsx'
import { findAccount } from '#db/queries/billing.ts'
import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { sumDebits } from '#db/queries/debits.ts'
import { listReplenishments } from '#db/queries/replenishments.ts'
import { listPrices } from '#db/queries/tariffs.ts'
import { dayIn } from '#lib/core/calendar-day.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { AccountCard } from './_account/account-card.tsx'
import { Runway } from './_account/runway.tsx'
import { DebitsCard } from './_debits/debits-card.tsx'
import { ReplenishmentRows } from './_replenishments/replenishment-rows.tsx'
import { debitFilterOf } from './period.ts'
import { PriceListCard } from './price-list-card.tsx'

const REPLENISHMENTS_SHOWN = 5

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('balance')
  return { title: t('title') }
}

export default async function BalancePage({ searchParams }: PageProps<'/balance'>) {
  const ctx = await requireStaff('balance.read')
  const params = await searchParams
  const t = await getTranslations('balance')
  const chosenClinic = await readChosenClinic()
  const read = await inChain(ctx, async (tx) => {
    const chain = await findChain(tx, ctx.chainId)
    if (!chain) return null
    const filter = debitFilterOf(params, dayIn(chain.zone, ctx.now), chosenClinic)
    return {
      chain,
      filter,
      account: await findAccount(tx, ctx.chainId),
      sums: await sumDebits(tx, ctx, filter),
      clinics: await listClinics(tx, ctx.chainId),
      prices: await listPrices(tx, chain.location, ctx.now),
      replenishments: await listReplenishments(tx, ctx.chainId, { limit: REPLENISHMENTS_SHOWN }),
    }
  })
  if (!read) notFound()
  const { chain, account, filter, sums, clinics, prices, replenishments } = read
  const seen = clinics.filter(({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id))
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
            account={account}
            senderName={chain.senderName}
            mayReplenish={may(ctx.role, 'balance.replenish')}
          >
            <Suspense fallback={<Skeleton />}>
              <Runway ctx={ctx} availableMicro={account.availableMicro} />
            </Suspense>
          </AccountCard>
          <DebitsCard
            sums={sums}
            filter={filter}
            clinics={seen}
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
}
