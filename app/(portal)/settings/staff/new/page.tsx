import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { portalPage } from '../../../../_pages/portal-page.tsx'
import { titled } from '../../../../_pages/titled.ts'
import { InviteForm } from '../_form/invite-form.tsx'

export const generateMetadata = titled('staff.inviteTitle')

export default portalPage(async function InviteStaffPage() {
  const ctx = await requireStaff('staff.manage')
  const t = await getTranslations('staff')
  const tSettings = await getTranslations('settings')
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  return (
    <>
      <PageHead
        crumbs={[
          { href: '/settings', label: tSettings('title') },
          { href: '/settings/staff', label: t('title') },
        ]}
        title={t('inviteTitle')}
        sub={t('inviteSub')}
      />
      <Card>
        <ClientMessages namespaces={['staff']}>
          <InviteForm clinics={clinics.map(({ id, name }) => ({ id, name }))} />
        </ClientMessages>
      </Card>
    </>
  )
})
