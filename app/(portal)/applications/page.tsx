import { getTranslations } from 'next-intl/server'

import { QuickFilters } from '#components/ui/tabs.tsx'
import { countApplications, listApplications } from '#db/queries/applications.ts'
import { getFormats } from '#i18n/get-formats.ts'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { DeskList } from '../_desk/desk-list.tsx'
import { ApplicationsTable } from './applications-table.tsx'
import { cursorOf, cursorText, LISTED_STATUSES, statusOf } from './filter.ts'

const SHOWN = 50

export const generateMetadata = titled('desk.applications.title')

/** Applications that were sent in: those in review wait for the operator. */
export default portalPage(async function ApplicationsPage({ searchParams }: PageProps<'/applications'>) {
  await requireOperator('operator.read')
  const params = await searchParams
  const status = statusOf(params)
  const before = cursorOf(params)
  const t = await getTranslations('desk.applications')
  const tStatus = await getTranslations('activation.status')
  const formats = await getFormats()
  const { counts, read } = await asOperator(async (tx) => ({
    counts: await countApplications(tx),
    read: await listApplications(tx, { status, before, limit: SHOWN + 1 }),
  }))
  const rows = read.slice(0, SHOWN)
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/applications', params, { before: undefined, ...change })
  return (
    <DeskList
      words={{ title: t('title'), sub: t('sub'), list: t('list'), export: t('export') }}
      exportHref={hrefWith('/applications/export', params, { before: undefined })}
      filters={
        <QuickFilters
          label={t('states')}
          filters={[
            { href: at({ status: undefined }), label: t('all'), current: status === undefined },
            ...LISTED_STATUSES.map((listed) => ({
              href: at({ status: listed }),
              label: tStatus(listed),
              count: formats.whole(counts[listed] ?? 0),
              current: status === listed,
            })),
          ]}
        />
      }
      previousHref={before ? at({}) : null}
      nextHref={read.length > SHOWN ? at({ before: cursorText(rows.at(-1)) }) : null}
    >
      <ApplicationsTable rows={rows} />
    </DeskList>
  )
})
