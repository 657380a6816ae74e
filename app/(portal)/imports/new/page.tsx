import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { MAX_IMPORT_MEGABYTES } from '#lib/core/import-limits.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { FileDrop } from './file-drop.tsx'

export const generateMetadata = titled('imports.upload.title')

export default portalPage(async function NewImportPage() {
  await requireStaff('import.run')
  const t = await getTranslations('imports')
  return (
    <>
      <PageHead title={t('upload.title')} crumbs={[{ href: '/imports', label: t('title') }]} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Card title={t('upload.card')}>
          <ClientMessages namespaces={['imports']}>
            <FileDrop maxMegabytes={MAX_IMPORT_MEGABYTES} />
          </ClientMessages>
          <noscript>
            <p className="mt-3 text-bad">{t('upload.noScript')}</p>
          </noscript>
        </Card>
        <Card title={t('upload.what')}>
          <div className="grid gap-2.5 text-ink-2">
            <p>{t('upload.whatPatients')}</p>
            <p>{t('upload.whatAppointments')}</p>
            <p>{t('upload.order')}</p>
          </div>
        </Card>
      </div>
    </>
  )
})
