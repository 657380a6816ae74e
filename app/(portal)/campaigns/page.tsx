import { Download, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { CAMPAIGNS_PER_PAGE, countCampaigns, listCampaigns } from '#db/queries/campaigns.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { DEFAULT_TIME_ZONE } from '#i18n/locales.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { currentStaff } from '#lib/web/current-staff.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { CategoryHistory } from '../_category/category-history.tsx'
import { ChainMessagingHeading } from '../_shell/chain-messaging-heading.tsx'
import { CampaignTable } from './_list/campaign-table.tsx'
import { LIST_TABS, listCursorOf, listFilterOf, tabCounts } from './_list/list-filter.ts'
import { ListFilters } from './_list/list-filters.tsx'

export const generateMetadata = titled('campaigns.title')

export default portalPage(async function CampaignsPage({ searchParams }: PageProps<'/campaigns'>) {
  const ctx = await requireStaff('campaign.read')
  const params = await searchParams
  const filter = listFilterOf(params)
  const cursor = listCursorOf(params)
  const [read, counted] = await inChain(ctx, (tx) =>
    Promise.all([listCampaigns(tx, ctx, filter, { cursor }), countCampaigns(tx, ctx)]),
  )
  const t = await getTranslations('campaigns')
  const formats = await getFormats()
  const staff = await currentStaff()
  const counts = tabCounts(counted)
  const mayCompose = may(ctx.role, 'campaign.compose')
  const page = keysetPage(read, CAMPAIGNS_PER_PAGE, {
    backwards: cursor !== undefined && 'after' in cursor,
    fromStart: cursor === undefined,
  })
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/campaigns', params, { before: undefined, after: undefined, ...change })
  const filtered = Boolean(filter.search || filter.purpose || filter.channel)
  const create = mayCompose && (
    <LinkButton href="/campaigns/new" variant="primary" icon={<Plus aria-hidden="true" />}>
      {t('create')}
    </LinkButton>
  )

  return (
    <>
      <ChainMessagingHeading current="campaigns" />
      <PageHead
        title={t('title')}
        sub={t('subtitle')}
        actions={
          counts.all + counts.archive > 0 && (
            <>
              <DownloadButton
                href={hrefWith('/campaigns/csv', params, {})}
                download
                icon={<Download aria-hidden="true" />}
              >
                {t('downloadCsv')}
              </DownloadButton>
              {create}
            </>
          )
        }
      />
      {counts.all + counts.archive === 0 ? (
        <Card>
          <EmptyState title={t('list.emptyTitle')} action={create} foot={t('list.emptyNote')}>
            {t('list.emptyBody')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="mb-4">
            <Tabs
              label={t('list.tabs')}
              tabs={LIST_TABS.map((tab) => ({
                href: at({ show: tab === 'all' ? undefined : tab }),
                label: t(`list.${tab}`),
                count: formats.whole(counts[tab]),
                current: filter.tab === tab,
              }))}
            />
          </div>
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
            <Card
              flush
              aside={
                <ListFilters
                  filter={filter}
                  clearHref={filtered ? at({ q: undefined, purpose: undefined, channel: undefined }) : null}
                />
              }
              footer={
                <Pagination
                  previousHref={page.hasPrevious ? at({ after: page.first?.id }) : null}
                  nextHref={page.hasNext ? at({ before: page.last?.id }) : null}
                />
              }
            >
              <CampaignTable
                rows={page.rows}
                empty={t(`list.${filter.tab === 'archive' ? 'emptyArchive' : 'emptyTab'}`)}
                zone={staff?.chain?.zone ?? DEFAULT_TIME_ZONE}
                mayCompose={mayCompose}
              />
            </Card>
            <CategoryHistory kind="campaign" searchParams={params} path="/campaigns" />
          </div>
        </>
      )}
    </>
  )
})
