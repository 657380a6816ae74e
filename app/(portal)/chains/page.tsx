import { Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { FilterBar } from '#components/ui/filter-bar.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { CHAIN_STATES, listDeskChains } from '#db/queries/chain-desk.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith, text } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { DeskList } from '../_desk/desk-list.tsx'
import { ChainsTable } from './chains-table.tsx'
import { chainFilterOf } from './filter.ts'

const SHOWN = 50

export const generateMetadata = titled('desk.chains.title')

/** The chains that the service has: whether they send, and how much money they have. */
export default portalPage(async function ChainsPage({ searchParams }: PageProps<'/chains'>) {
  await requireOperator('operator.read')
  const params = await searchParams
  const filter = chainFilterOf(params)
  const after = text(params, 'after', 200)
  const t = await getTranslations('desk.chains')
  const read = await asOperator((tx) => listDeskChains(tx, { ...filter, after, limit: SHOWN + 1 }))
  const rows = read.slice(0, SHOWN)
  const isFiltered = filter.state !== undefined || filter.q !== undefined
  return (
    <DeskList
      words={{ title: t('title'), sub: t('sub'), list: t('list'), export: t('export') }}
      exportHref={hrefWith('/chains/export', params, { after: undefined })}
      actions={
        <>
          <LinkButton href="/chains/limits">{t('textLimits')}</LinkButton>
          <LinkButton href="/chains/new" variant="primary" icon={<Plus aria-hidden="true" />}>
            {t('open')}
          </LinkButton>
        </>
      }
      filters={
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
      previousHref={after ? hrefWith('/chains', params, { after: undefined }) : null}
      nextHref={read.length > SHOWN ? hrefWith('/chains', params, { after: rows.at(-1)?.name }) : null}
    >
      <ChainsTable rows={rows} />
    </DeskList>
  )
})
