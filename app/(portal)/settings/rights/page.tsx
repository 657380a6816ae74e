import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { RightsCard } from '../_parts/rights-card.tsx'

export const generateMetadata = titled('settings.rights.title')

/** Which role may do what, drawn from the one table that the code obeys. */
export default portalPage(async function RightsPage() {
  await requireStaff('settings.read')
  const t = await getTranslations('settings')
  return (
    <>
      <PageHead crumbs={[{ href: '/settings', label: t('title') }]} title={t('rights.title')} sub={t('rights.sub')} />
      <RightsCard />
    </>
  )
})
