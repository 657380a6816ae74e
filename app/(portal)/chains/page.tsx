import { Download, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { FilterBar } from '#components/ui/filter-bar.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { CHAIN_STATES, listDeskChains } from '#db/queries/chain-desk.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith, text } from '#lib/web/search-params.ts'
import { ChainsTable } from './chains-table.tsx'
import { chainFilterOf } from './filter.ts'

const SHOWN = 50

/** The chains that the service has: whether they send, and how much money they have. */
export default async function ChainsPage({ searchParams }: PageProps<'/chains'>) {
  await requireOperator('operator.read')
  const params = await searchParams
  const filter = chainFilterOf(params)
  const after = text(params, 'after', 200)
  const t = await getTranslations('desk.chains')
  const read = await asOperator((tx) => listDeskChains(tx, { ...filter, after, limit: SHOWN + 1 }))
  const rows = read.slice(0, SHOWN)
  const isFiltered = filter.state !== undefined || filter.q !== undefined
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <DownloadButton
              href={hrefWith('/chains/export', params, { after: undefined })}
              icon={<Download aria-hidden="true" />}
              download
            >
              {t('export')}
            </DownloadButton>
            <LinkButton href="/chains/limits">{t('textLimits')}</LinkButton>
            <LinkButton href="/chains/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {t('open')}
            </LinkButton>
          </>
        }
      />
      <Card
        flush
        title={t('list')}
        aside={
          <FilterBar action="/chains" clearHref={isFiltered ? '/chains' : null}>
            <SearchField label={t('search')} name="q" defaultValue={filter.q ?? ''} small />
            <Select
              aria-label={t('columns.state')}
              name="state"
              size="s"
              defaultValue={filter.state ?? ''}
              placeholder={t('anyState')}
              options={CHAIN_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
            />
          </FilterBar>
        }
        footer={
          <Pagination
            previousHref={after ? hrefWith('/chains', params, { after: undefined }) : null}
            nextHref={read.length > SHOWN ? hrefWith('/chains', params, { after: rows.at(-1)?.name }) : null}
          />
        }
      >
        <ChainsTable rows={rows} />
      </Card>
    </>
  )
}
