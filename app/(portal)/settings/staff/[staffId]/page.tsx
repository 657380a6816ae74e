import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import * as z from 'zod'

import { PageHead } from '#components/page-head.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import { findStaffMember } from '#db/queries/staff.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { AccessForm } from '../_form/access-form.tsx'
import { SwitchOff } from './switch-off.tsx'

export const generateMetadata = titled('staff.title')

export default portalPage(async function StaffMemberPage({ params }: PageProps<'/settings/staff/[staffId]'>) {
  const ctx = await requireStaff('staff.manage')
  const staffId = z.uuid().safeParse((await params).staffId).data
  if (!staffId || staffId === ctx.staffId) notFound()
  const { member, clinics } = await inChain(ctx, async (tx) => ({
    member: await findStaffMember(tx, ctx.chainId, staffId),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  if (!member) notFound()

  const t = await getTranslations('staff')
  const tSettings = await getTranslations('settings')
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/settings', label: tSettings('title') },
          { href: '/settings/staff', label: t('title') },
        ]}
        title={member.name}
        sub={member.email}
        beside={!member.active && <Badge tone="warn">{t('inactive')}</Badge>}
      />
      <ClientMessages namespaces={['staff']}>
        <div className="grid gap-4">
          <Card title={t('access')}>
            <AccessForm
              staffId={member.id}
              clinics={clinics.map(({ id, name }) => ({ id, name }))}
              role={member.role}
              clinicIds={member.clinicIds}
            />
          </Card>
          <Card title={member.active ? t('switchOff') : t('switchOn')}>
            <SwitchOff staffId={member.id} name={member.name} isActive={member.active} />
          </Card>
        </div>
      </ClientMessages>
    </>
  )
})
