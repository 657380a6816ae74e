import { getTranslations } from 'next-intl/server'

import { AUDIT_ROWS_PER_PAGE } from '#db/queries/audit-list.ts'
import { findDeskChain } from '#db/queries/chain-desk.ts'
import { listServiceKinds, listServiceLog, listServicePeople } from '#db/queries/service-log.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { auditCursorOf } from '../_audit/audit-filter.ts'
import { AuditFilters } from '../_audit/audit-filters.tsx'
import { AuditTable } from '../_audit/audit-table.tsx'
import { DeskList } from '../_desk/desk-list.tsx'
import { actHref } from './act-href.ts'
import { serviceFilterOf } from './filter.ts'

export const generateMetadata = titled('desk.log.title')

/** What operators did, with which chain and from where; nothing of it is about a patient. */
export default portalPage(async function ServiceLogPage({ searchParams }: PageProps<'/service-log'>) {
  await requireOperator('operator.audit')
  const params = await searchParams
  const filter = serviceFilterOf(params)
  const cursor = auditCursorOf(params)
  const t = await getTranslations('desk.log')
  const { read, people, kinds, chain } = await asOperator(async (tx) => ({
    read: await listServiceLog(tx, filter, { cursor }),
    people: await listServicePeople(tx),
    kinds: await listServiceKinds(tx),
    chain: filter.chainId ? await findDeskChain(tx, filter.chainId) : null,
  }))
  const page = keysetPage(read, AUDIT_ROWS_PER_PAGE, {
    backwards: cursor?.toward === 'newer',
    fromStart: cursor === undefined,
  })
  const { zone, ...chosen } = filter
  const at = (change: Record<string, string | undefined>, path = '/service-log') =>
    hrefWith(path, params, { older: undefined, newer: undefined, ...change })
  return (
    <DeskList
      words={{
        title: t('title'),
        sub: chain ? t('ofChain', { chain: chain.name }) : t('sub'),
        list: t('list'),
        export: t('export'),
      }}
      exportHref={at({}, '/service-log/export')}
      filters={
        <AuditFilters
          action="/service-log"
          hidden={{ chain: filter.chainId }}
          filter={filter}
          people={people}
          kinds={kinds}
          clearHref={Object.values(chosen).some(Boolean) ? '/service-log' : null}
        />
      }
      previousHref={page.hasPrevious ? at({ newer: page.first?.id }) : null}
      nextHref={page.hasNext ? at({ older: page.last?.id }) : null}
    >
      <AuditTable rows={page.rows} zone={zone} hrefOf={actHref} withChain />
    </DeskList>
  )
})
