import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Refresher } from '#components/refresher.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { countUndecided, listUndecidedCampaigns } from '#db/queries/undecided.ts'
import { listPartEvidence, listUndecided, UNDECIDED_PER_PAGE } from '#db/queries/undecided-list.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { AskedQuestion } from './_decide/asked-question.tsx'
import { DoneNote } from './_decide/done-note.tsx'
import { cursorText, FRESH_LIST, undecidedCursorOf, undecidedFilterOf } from './_list/filter.ts'
import { UndecidedFilters } from './_list/undecided-filters.tsx'
import { UndecidedList } from './_list/undecided-list.tsx'

export const generateMetadata = titled('unknown.title')

/** Texts that nobody can tell about, with all that is known of each, and the three ways to decide. */
export default portalPage(async function UnknownPage({ searchParams }: PageProps<'/unknown'>) {
  const ctx = await requireStaff('delivery.resolve')
  const params = await searchParams
  const t = await getTranslations('unknown')
  const filter = undecidedFilterOf(params)
  const cursor = undecidedCursorOf(params)
  const { read, all, campaigns, evidence } = await inChain(ctx, async (tx) => {
    const rows = await listUndecided(tx, ctx, filter, { cursor })
    return {
      read: rows,
      all: await countUndecided(tx, ctx, { filter, asOf: ctx.now }),
      campaigns: await listUndecidedCampaigns(tx, ctx),
      evidence: await listPartEvidence(
        tx,
        ctx.chainId,
        rows.map(({ deliveryId }) => deliveryId),
      ),
    }
  })
  const page = keysetPage(read, UNDECIDED_PER_PAGE, { backwards: cursor?.toward === 'newer', fromStart: !cursor })
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const at = (change: Record<string, string | undefined>) => hrefWith('/unknown', params, { ...FRESH_LIST, ...change })
  const asking = page.rows.some(({ nextLookUpAt }) => nextLookUpAt !== null && nextLookUpAt <= ctx.now)

  return (
    <ClientMessages namespaces={['unknown']}>
      <PageHead crumbs={[{ href: '/today', label: t('today') }]} title={t('title')} sub={t('sub')} />
      <DoneNote params={params} />
      <AskedQuestion ctx={ctx} params={params} filter={filter} closeHref={at({})} />
      {page.rows.length === 0 && !filtered && !cursor ? (
        <EmptyState title={t('emptyTitle')} action={<LinkButton href="/today">{t('today')}</LinkButton>}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Card
          flush
          title={
            <>
              {t('list', { count: all })}
              {asking && (
                <span className="ms-3 type-small font-normal text-ink-3">
                  <Refresher asOf={ctx.now.toISOString()} />
                </span>
              )}
            </>
          }
          aside={<UndecidedFilters filter={filter} campaigns={campaigns} clearHref={filtered ? '/unknown' : null} />}
          footer={
            <Pagination
              previousHref={page.hasPrevious ? at({ newer: cursorText(page.first) }) : null}
              nextHref={page.hasNext ? at({ older: cursorText(page.last) }) : null}
            />
          }
        >
          <UndecidedList rows={page.rows} evidence={evidence} all={all} filter={filter} now={ctx.now} />
        </Card>
      )}
    </ClientMessages>
  )
})
