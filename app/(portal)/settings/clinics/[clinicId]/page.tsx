import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { findChain } from '#db/queries/chains.ts'
import { findClinic } from '#db/queries/clinics.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { ClinicForm } from '../../_parts/clinic-form.tsx'

export const generateMetadata = titled('settings.clinics.title')

export default portalPage(async function ClinicPage({ params }: PageProps<'/settings/clinics/[clinicId]'>) {
  const ctx = await requireStaff('settings.write')
  const clinicId = z.uuid().safeParse((await params).clinicId).data
  if (!clinicId) notFound()

  const { clinic, chain } = await inChain(ctx, async (tx) => ({
    clinic: await findClinic(tx, ctx.chainId, clinicId),
    chain: await findChain(tx, ctx.chainId),
  }))
  if (!clinic || !chain) notFound()

  const t = await getTranslations('settings')
  const values = {
    name: clinic.name,
    phone: clinic.phone ?? '',
    zone: clinic.zone,
    opensAt: clinic.opensAt.slice(0, 5),
    closesAt: clinic.closesAt.slice(0, 5),
    defaultLanguage: clinic.defaultLanguage,
  }
  const zones = [...new Set([clinic.zone, ...Intl.supportedValuesOf('timeZone')])].sort()
  const languages = [...new Set([clinic.defaultLanguage, ...chain.languages])]
  return (
    <>
      <PageHead crumbs={[{ href: '/settings', label: t('title') }]} title={clinic.name} />
      <Card>
        <ClientMessages namespaces={['settings']}>
          <ClinicForm clinicId={clinic.id} values={values} languages={languages} zones={zones} />
        </ClientMessages>
      </Card>
    </>
  )
})
