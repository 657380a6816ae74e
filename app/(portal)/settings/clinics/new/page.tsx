import { getTranslations } from 'next-intl/server'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findChain } from '#db/queries/chains.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { ClinicForm } from '../../_parts/clinic-form.tsx'

export const generateMetadata = titled('settings.clinics.newTitle')

export default portalPage(async function NewClinicPage() {
  const ctx = await requireStaff('settings.write')
  const t = await getTranslations('settings')
  const chain = await inChain(ctx, (tx) => findChain(tx, ctx.chainId))
  if (!chain) return null
  const values = {
    name: '',
    phone: '',
    zone: chain.zone,
    opensAt: '09:00',
    closesAt: '20:00',
    defaultLanguage: chain.defaultLanguage,
  }
  return (
    <>
      <PageHead crumbs={[{ href: '/settings', label: t('title') }]} title={t('clinics.newTitle')} />
      <Card>
        <ClientMessages namespaces={['settings']}>
          <ClinicForm
            clinicId={null}
            values={values}
            languages={chain.languages}
            zones={Intl.supportedValuesOf('timeZone')}
          />
        </ClientMessages>
      </Card>
    </>
  )
})
