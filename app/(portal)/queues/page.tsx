import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { listFailedJobs, listQueues } from '#db/queries/jobs.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { asOperator } from '#lib/runtime/transaction.ts'
import { requireOperator } from '#lib/web/require-operator.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { cursorOf, cursorText } from './cursor.ts'
import { FailedJobs } from './failed-jobs.tsx'
import { QueuesTable } from './queues-table.tsx'

const SHOWN = 30

export const generateMetadata = titled('desk.queues.title')

/** The background work: what waits, what runs, what failed, and when the clock's work was last done. */
export default portalPage(async function QueuesPage({ searchParams }: PageProps<'/queues'>) {
  await requireOperator('operator.read')
  const params = await searchParams
  const before = cursorOf(params)
  const t = await getTranslations('desk.queues')
  const { queues, read } = await asOperator(async (tx) => ({
    queues: await listQueues(tx),
    read: await listFailedJobs(tx, { before, limit: SHOWN + 1 }),
  }))
  const failed = read.slice(0, SHOWN)
  return (
    <ClientMessages namespaces={['desk']}>
      <PageHead title={t('title')} sub={t('sub')} />
      <div className="grid gap-4">
        <Card
          flush
          title={t('failedJobs')}
          footer={
            (before || read.length > SHOWN) && (
              <Pagination
                previousHref={before ? '/queues' : null}
                nextHref={
                  read.length > SHOWN ? hrefWith('/queues', params, { before: cursorText(failed.at(-1)) }) : null
                }
              />
            )
          }
        >
          <FailedJobs jobs={failed} />
        </Card>
        <Card flush title={t('list')}>
          <QueuesTable queues={queues} />
        </Card>
      </div>
    </ClientMessages>
  )
})
