import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findRetention } from '#db/queries/retention.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { RetentionForm } from './retention-form.tsx'

export const generateMetadata = titled('privacy.retention.title')

export default portalPage(async function RetentionPage() {
  const ctx = await requireStaff('retention.write')
  const retention = await inChain(ctx, (tx) => findRetention(tx, ctx.chainId))
  const t = await getTranslations('privacy.retention')
  const tSettings = await getTranslations('settings')
  return (
    <>
      <PageHead crumbs={[{ href: '/settings', label: tSettings('title') }]} title={t('title')} sub={t('sub')} />
      <Card title={t('title')}>
        <p className="mb-4 max-w-[70ch] text-pretty text-ink-2">{t('lead')}</p>
        <ClientMessages namespaces={['privacy']}>
          <RetentionForm retention={retention} />
        </ClientMessages>
      </Card>
    </>
  )
})
