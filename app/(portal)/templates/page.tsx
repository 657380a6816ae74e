import { Download, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { findChain } from '#db/queries/chains.ts'
import { countTemplates, listTemplatePage, listTemplateUses, TEMPLATES_PER_PAGE } from '#db/queries/template-list.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { mayWriteTemplate } from '#lib/templates/may-write.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { templateCursorOf, templateFilterOf } from './_list/list-filter.ts'
import { TemplateFilters } from './_list/template-filters.tsx'
import { TemplateTable } from './_list/template-table.tsx'

export const generateMetadata = titled('templates.title')

export default portalPage(async function TemplatesPage({ searchParams }: PageProps<'/templates'>) {
  const ctx = await requireStaff('template.read')
  const params = await searchParams
  const filter = templateFilterOf(params)
  const cursor = templateCursorOf(params)
  const { chainId } = ctx
  const {
    rows: read,
    uses,
    counts,
    chain,
  } = await inChain(ctx, async (tx) => {
    const rows = await listTemplatePage(tx, chainId, filter, { cursor })
    return {
      rows,
      uses: await listTemplateUses(
        tx,
        chainId,
        rows.map(({ id }) => id),
      ),
      counts: await countTemplates(tx, chainId, filter.search),
      chain: await findChain(tx, chainId),
    }
  })
  const t = await getTranslations('templates')
  const formats = await getFormats()
  const backwards = cursor !== undefined && 'before' in cursor
  const page = keysetPage(read, TEMPLATES_PER_PAGE, { backwards, fromStart: cursor === undefined })
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/templates', params, { before: undefined, after: undefined, ...change })
  const inUse = Object.values(counts.purposes).reduce((sum, count) => sum + count, 0)
  const filtered = Boolean(filter.search || filter.purpose)
  const create = may(ctx.role, 'template.write') && mayWriteTemplate(ctx, null) && (
    <LinkButton href="/templates/new" variant="primary" icon={<Plus aria-hidden="true" />}>
      {t('create')}
    </LinkButton>
  )
  const download = (
    <DownloadButton href={hrefWith('/templates/csv', params, {})} download icon={<Download aria-hidden="true" />}>
      {t('downloadCsv')}
    </DownloadButton>
  )
  if (inUse + counts.archived === 0 && !filtered) {
    return (
      <>
        <PageHead title={t('title')} sub={t('subtitle')} />
        <Card>
          <EmptyState title={t('list.empty')} action={create}>
            {t('list.emptyBody')}
          </EmptyState>
        </Card>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('subtitle')}
        actions={[download, create].map((one, index) => <span key={index === 0 ? 'csv' : 'new'}>{one}</span>)}
      />
      <div className="mb-4">
        <Tabs
          label={t('list.show')}
          tabs={[
            {
              href: at({ show: undefined }),
              label: t('list.inUse'),
              count: formats.whole(inUse),
              current: !filter.archived,
            },
            {
              href: at({ show: 'archive' }),
              label: t('list.archive'),
              count: formats.whole(counts.archived),
              current: filter.archived,
            },
          ]}
        />
      </div>
      <Card
        flush
        aside={
          <TemplateFilters
            filter={filter}
            counts={counts.purposes}
            clearHref={filtered ? at({ q: undefined, purpose: undefined }) : null}
          />
        }
        footer={
          <Pagination
            previousHref={page.hasPrevious ? at({ before: page.first?.id }) : null}
            nextHref={page.hasNext ? at({ after: page.last?.id }) : null}
          />
        }
      >
        <TemplateTable
          rows={page.rows}
          uses={uses}
          chainLanguages={chain?.languages ?? []}
          zone={chain?.zone ?? 'Europe/Tallinn'}
          empty={t(filter.archived && !filtered ? 'list.emptyArchive' : 'list.emptyFound')}
        />
      </Card>
    </>
  )
})
