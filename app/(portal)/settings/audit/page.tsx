import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { AUDIT_ROWS_PER_PAGE, listAudit, listAuditKinds, listAuditPeople } from '#db/queries/audit-list.ts'
import { findAuditSealState } from '#db/queries/audit-seals.ts'
import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { listTemplates } from '#db/queries/templates.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { auditCursorOf, auditFilterOf } from '../../_audit/audit-filter.ts'
import { AuditFilters } from '../../_audit/audit-filters.tsx'
import { AuditTable } from '../../_audit/audit-table.tsx'
import { entityHref } from './_list/audit-entity.ts'
import { SealCard } from './_list/seal-card.tsx'

const DEFAULT_ZONE = 'Europe/Tallinn'

export const generateMetadata = titled('audit.title')

export default portalPage(async function AuditPage({ searchParams }: PageProps<'/settings/audit'>) {
  const ctx = await requireStaff('audit.read')
  const params = await searchParams
  const cursor = auditCursorOf(params)
  const { chainId } = ctx
  const { read, zone, filter, ...found } = await inChain(ctx, async (tx) => {
    const chainZone = (await findChain(tx, chainId))?.zone ?? DEFAULT_ZONE
    const wanted = auditFilterOf(params, chainZone)
    return {
      zone: chainZone,
      filter: wanted,
      read: await listAudit(tx, chainId, wanted, { cursor }),
      state: await findAuditSealState(tx, chainId),
      people: await listAuditPeople(tx, chainId),
      kinds: await listAuditKinds(tx, chainId),
      named: [...(await listClinics(tx, chainId)), ...(await listTemplates(tx, chainId))],
    }
  })
  const t = await getTranslations('audit')
  const tSettings = await getTranslations('settings')
  const page = keysetPage(read, AUDIT_ROWS_PER_PAGE, {
    backwards: cursor?.toward === 'newer',
    fromStart: cursor === undefined,
  })
  const { zone: _zone, ...chosen } = filter
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/settings/audit', params, { older: undefined, newer: undefined, ...change })
  const exportHref = hrefWith('/settings/audit/export', params, { older: undefined, newer: undefined })
  return (
    <>
      <PageHead
        crumbs={[{ href: '/settings', label: tSettings('title') }]}
        title={t('title')}
        sub={t('sub')}
        actions={
          <DownloadButton href={exportHref} icon={<Download aria-hidden="true" />} download>
            {t('export')}
          </DownloadButton>
        }
      />
      <div className="grid gap-4">
        <SealCard state={found.state} zone={zone} />
        <Card
          flush
          title={t('list')}
          aside={
            <AuditFilters
              action="/settings/audit"
              withService
              hidden={{ of: filter.entityId }}
              filter={filter}
              people={found.people}
              kinds={found.kinds}
              clearHref={Object.values(chosen).some(Boolean) ? '/settings/audit' : null}
            />
          }
          footer={
            <Pagination
              previousHref={page.hasPrevious ? at({ newer: page.first?.id }) : null}
              nextHref={page.hasNext ? at({ older: page.last?.id }) : null}
            />
          }
        >
          <AuditTable
            rows={page.rows}
            names={new Map(found.named.map(({ id, name }) => [id, name]))}
            zone={zone}
            hrefOf={({ action, entityId }) => entityHref(action, entityId)}
          />
        </Card>
      </div>
    </>
  )
})
