import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { listApprovals } from '#db/queries/approvals.ts'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { ApprovalsTable } from './approvals-table.tsx'

const APPROVALS_SHOWN = 100

/** What waits for a second person, and what was decided lately. */
export default async function ApprovalsPage() {
  const ctx = await requireStaff('campaign.compose')
  const t = await getTranslations('approvals')
  const approvals = await inChain(ctx, (tx) => listApprovals(tx, ctx, APPROVALS_SHOWN))
  const waiting = approvals.filter(({ status }) => status === 'waiting')
  const decided = approvals.filter(({ status }) => status !== 'waiting')
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={may(ctx.role, 'settings.read') && <LinkButton href="/settings/approvals">{t('limits')}</LinkButton>}
      />
      <div className="grid gap-4">
        {waiting.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
        ) : (
          <Card flush title={t('waiting')}>
            <ApprovalsTable label={t('list')} approvals={waiting} />
          </Card>
        )}
        {decided.length > 0 && (
          <Card flush title={t('decided')}>
            <ApprovalsTable label={t('decidedList')} approvals={decided} />
          </Card>
        )}
      </div>
    </>
  )
}
