import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { NewCampaignForm } from './new-campaign-form.tsx'

export const generateMetadata = titled('campaigns.new.title')

export default portalPage(async function NewCampaignPage() {
  await requireStaff('campaign.compose')
  const t = await getTranslations('campaigns')
  return (
    <>
      <PageHead title={t('new.title')} sub={t('new.sub')} crumbs={[{ href: '/campaigns', label: t('title') }]} />
      <div className="max-w-[680px]">
        <Card>
          <ClientMessages namespaces={['campaigns']}>
            <NewCampaignForm />
          </ClientMessages>
        </Card>
      </div>
    </>
  )
})
