import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findChain } from '#db/queries/chains.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { LimitForm } from './limit-form.tsx'

export const generateMetadata = titled('settings.approvals.title')

/** From where on a send needs a second person. */
export default portalPage(async function ApprovalSettingsPage() {
  const ctx = await requireStaff('settings.read')
  const t = await getTranslations('settings')
  const chain = await inChain(ctx, (tx) => findChain(tx, ctx.chainId))
  if (!chain) return null
  const { approvalPeople, approvalMicro } = chain
  return (
    <>
      <PageHead
        crumbs={[{ href: '/settings', label: t('title') }]}
        title={t('approvals.title')}
        sub={t('approvals.sub')}
      />
      <Card>
        <ClientMessages namespaces={['settings']}>
          <LimitForm limit={{ approvalPeople, approvalMicro }} mayChange={may(ctx.role, 'settings.write')} />
        </ClientMessages>
      </Card>
    </>
  )
})
