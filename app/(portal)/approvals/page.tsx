import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { OneWayPages } from '#components/one-way-pages.tsx'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { APPROVALS_PER_PAGE, listApprovals } from '#db/queries/approvals.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { goesOn, keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { ApprovalsTable } from './approvals-table.tsx'

export const generateMetadata = titled('approvals.title')

/** What waits for a second person, and what was decided, page by page. */
export default portalPage(async function ApprovalsPage({ searchParams }: PageProps<'/approvals'>) {
  const ctx = await requireStaff('campaign.compose')
  const t = await getTranslations('approvals')
  const params = await searchParams
  const [waitingAfter, after] = [uuid(params, 'waiting'), uuid(params, 'after')]
  const read = await inChain(ctx, async (tx) => ({
    waiting: await listApprovals(tx, ctx, { waiting: true, after: waitingAfter }),
    decided: await listApprovals(tx, ctx, { waiting: false, after }),
  }))
  const waiting = keysetPage(read.waiting, APPROVALS_PER_PAGE, { backwards: false, fromStart: !waitingAfter })
  const decided = keysetPage(read.decided, APPROVALS_PER_PAGE, { backwards: false, fromStart: !after })
  const at = (change: Record<string, string | undefined>) => hrefWith('/approvals', params, change)
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <DownloadButton href="/approvals/export" icon={<Download aria-hidden="true" />} download>
              {t('export')}
            </DownloadButton>
            {may(ctx.role, 'settings.read') && <LinkButton href="/settings/approvals">{t('limits')}</LinkButton>}
          </>
        }
      />
      <div className="grid gap-4">
        {waiting.rows.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
        ) : (
          <Card
            flush
            title={t('waiting')}
            footer={goesOn(waiting) && <OneWayPages page={waiting} at={(after) => at({ waiting: after })} />}
          >
            <ApprovalsTable label={t('list')} approvals={waiting.rows} />
          </Card>
        )}
        {decided.rows.length > 0 && (
          <Card
            flush
            title={t('decided')}
            footer={goesOn(decided) && <OneWayPages page={decided} at={(after) => at({ after })} />}
          >
            <ApprovalsTable label={t('decidedList')} approvals={decided.rows} />
          </Card>
        )}
      </div>
    </>
  )
})
