import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { listLocations, listPrices } from '#db/queries/tariffs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { getFormats } from '#i18n/get-formats.ts'
import { dayIn, dayPlus } from '#lib/core/calendar-day.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { DEFAULT_ZONE } from '#lib/tariffs/zone.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { oneOf } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { PriceListCard } from '../balance/price-list-card.tsx'
import { TariffForm } from './tariff-form.tsx'

export const generateMetadata = titled('tariffs.title')

/** The price lists by location of the chains: what holds, what is announced, and a price to follow. */
export default portalPage(async function TariffsPage({ searchParams }: PageProps<'/tariffs'>) {
  const { now } = await requireOperator('operator.read')
  const params = await searchParams
  const t = await getTranslations('tariffs')
  const formats = await getFormats()
  const { locations, location, prices } = await asOperator(async (tx) => {
    const known = await listLocations(tx)
    const chosen = oneOf(params, 'location', known) ?? known[0] ?? 'EE'
    return { locations: known, location: chosen, prices: await listPrices(tx, chosen, now) }
  })
  return (
    <ClientMessages namespaces={['tariffs']}>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <DownloadButton href="/tariffs/export" icon={<Download aria-hidden="true" />} download>
            {t('csv')}
          </DownloadButton>
        }
      />
      <div className="mb-4">
        <Tabs
          label={t('locations')}
          tabs={locations.map((code) => ({
            href: `/tariffs?location=${code}`,
            label: formats.country(code),
            current: code === location,
          }))}
        />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_392px]">
        <PriceListCard prices={prices} zone={DEFAULT_ZONE} />
        <Card title={t('newPrice')}>
          <TariffForm location={location} firstDay={dayPlus(dayIn(DEFAULT_ZONE, now), 1)} />
        </Card>
      </div>
    </ClientMessages>
  )
})
