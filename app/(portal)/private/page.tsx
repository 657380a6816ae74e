import { Users } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { QuickFilters } from '#components/ui/tabs.tsx'
import { CAMPAIGNS_PER_PAGE, listCampaigns } from '#db/queries/campaigns.ts'
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
import { CampaignTable } from '../campaigns/_list/campaign-table.tsx'
import { LIST_TABS, listCursorOf, listFilterOf } from '../campaigns/_list/list-filter.ts'

export const generateMetadata = titled('private.title')

/** Private messages, newest first, and what became of them. They begin on the list of patients. */
export default portalPage(async function PrivatePage({ searchParams }: PageProps<'/private'>) {
  const ctx = await requireStaff('campaign.read')
  const params = await searchParams
  const filter = listFilterOf(params)
  const cursor = listCursorOf(params)
  const read = await inChain(ctx, (tx) => listCampaigns(tx, ctx, { ...filter, kind: 'private' }, { cursor }))
  const page = keysetPage(read, CAMPAIGNS_PER_PAGE, {
    backwards: cursor !== undefined && 'after' in cursor,
    fromStart: cursor === undefined,
  })
  const t = await getTranslations('private')
  const tCampaigns = await getTranslations('campaigns')
  const zone = (await currentStaff())?.chain?.zone ?? DEFAULT_TIME_ZONE
  const mayWrite = may(ctx.role, 'private.send')
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/private', params, { before: undefined, after: undefined, ...change })
  const pick = mayWrite && (
    <LinkButton href="/patients" variant="primary" icon={<Users aria-hidden="true" />}>
      {t('pick')}
    </LinkButton>
  )
  const isEmpty = page.rows.length === 0 && filter.tab === 'all' && !cursor
  const tabs = LIST_TABS.map((tab) => ({
    href: at({ show: tab === 'all' ? undefined : tab }),
    label: tCampaigns(`list.${tab}`),
    current: filter.tab === tab,
  }))

  return (
    <>
      <ChainMessagingHeading current="private" />
      <PageHead title={t('title')} sub={t('sub')} actions={isEmpty ? null : pick} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_364px]">
        <Card
          flush
          title={t('list')}
          aside={<QuickFilters label={tCampaigns('list.tabs')} filters={tabs} />}
          footer={
            page.rows.length > 0 && (
              <Pagination
                previousHref={page.hasPrevious ? at({ after: page.first?.id }) : null}
                nextHref={page.hasNext ? at({ before: page.last?.id }) : null}
              />
            )
          }
        >
          {isEmpty ? (
            <EmptyState title={t('emptyTitle')} action={pick}>
              {t('emptyBody')}
            </EmptyState>
          ) : (
            <CampaignTable rows={page.rows} empty={t('emptyTab')} zone={zone} mayCompose={mayWrite} />
          )}
        </Card>
        <CategoryHistory kind="private" searchParams={params} path="/private" />
      </div>
    </>
  )
})
