import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import { listInvitations } from '#db/queries/invitations.ts'
import { listStaff } from '#db/queries/staff.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { InvitationsTable } from './invitations-table.tsx'
import { StaffTable } from './staff-table.tsx'

/** Who works in the chain and as what, and who is invited. */
export default async function StaffPage({ searchParams }: PageProps<'/settings/staff'>) {
  const ctx = await requireStaff('staff.manage')
  const isDone = (await searchParams).done === '1'
  const t = await getTranslations('staff')
  const tSettings = await getTranslations('settings')
  const { staff, invitations, clinics } = await inChain(ctx, async (tx) => ({
    staff: await listStaff(tx, ctx.chainId),
    invitations: await listInvitations(tx, ctx.chainId),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  const clinicNames = new Map(clinics.map(({ id, name }) => [id, name]))
  return (
    <>
      <PageHead
        crumbs={[{ href: '/settings', label: tSettings('title') }]}
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <LinkButton href="/settings/rights">{t('rights')}</LinkButton>
            <LinkButton href="/settings/staff/new" variant="primary">
              {t('invite')}
            </LinkButton>
          </>
        }
      />
      <ClientMessages namespaces={['staff']}>
        <div className="grid gap-4">
          {isDone && (
            <Note tone="ok" role="status">
              {t('done')}
            </Note>
          )}
          {invitations.length > 0 && (
            <Card flush title={t('invitations')}>
              <InvitationsTable invitations={invitations} clinicNames={clinicNames} now={ctx.now} />
            </Card>
          )}
          <Card flush title={t('people', { count: staff.length })}>
            <StaffTable staff={staff} clinicNames={clinicNames} ownId={ctx.staffId} />
          </Card>
        </div>
      </ClientMessages>
    </>
  )
}
