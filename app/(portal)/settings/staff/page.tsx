import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { OneWayPages } from '#components/one-way-pages.tsx'
import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Note } from '#components/ui/note.tsx'
import { listClinics } from '#db/queries/clinics.ts'
import { listInvitations } from '#db/queries/invitations.ts'
import { countStaff, listStaff, STAFF_PER_PAGE } from '#db/queries/staff.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { inChain } from '#lib/runtime/transaction.ts'
import { goesOn, keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { InvitationsTable } from './invitations-table.tsx'
import { StaffTable } from './staff-table.tsx'

export const generateMetadata = titled('staff.title')

/** Who works in the chain and as what, and who is invited. */
export default portalPage(async function StaffPage({ searchParams }: PageProps<'/settings/staff'>) {
  const ctx = await requireStaff('staff.manage')
  const params = await searchParams
  const isDone = params.done === '1'
  const after = uuid(params, 'after')
  const t = await getTranslations('staff')
  const tSettings = await getTranslations('settings')
  const { read, invitations, clinics, count } = await inChain(ctx, async (tx) => ({
    read: await listStaff(tx, ctx.chainId, { after }),
    count: await countStaff(tx, ctx.chainId),
    invitations: await listInvitations(tx, ctx.chainId),
    clinics: await listClinics(tx, ctx.chainId),
  }))
  const page = keysetPage(read, STAFF_PER_PAGE, { backwards: false, fromStart: !after })
  const clinicNames = new Map(clinics.map(({ id, name }) => [id, name]))
  return (
    <>
      <PageHead
        crumbs={[{ href: '/settings', label: tSettings('title') }]}
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <DownloadButton href="/settings/staff/export" icon={<Download aria-hidden="true" />} download>
              {t('export')}
            </DownloadButton>
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
          <Card
            flush
            title={t('people', { count })}
            footer={
              goesOn(page) && (
                <OneWayPages page={page} at={(next) => hrefWith('/settings/staff', {}, { after: next })} />
              )
            }
          >
            <StaffTable staff={page.rows} clinicNames={clinicNames} ownId={ctx.staffId} />
          </Card>
        </div>
      </ClientMessages>
    </>
  )
})
