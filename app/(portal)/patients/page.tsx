import { Download } from 'lucide-react'
import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { DownloadButton, LinkButton } from '#components/ui/link-button.tsx'
import { Pagination } from '#components/ui/pagination.tsx'
import { findChain } from '#db/queries/chains.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { listPatients, PATIENTS_PER_PAGE } from '#db/queries/patients.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { may } from '#lib/core/permissions.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { keysetPage } from '#lib/web/keyset-page.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { hrefWith } from '#lib/web/search-params.ts'
import { portalPage } from '../../_pages/portal-page.tsx'
import { titled } from '../../_pages/titled.ts'
import { patientCursorOf, patientFilterOf } from './_list/filter.ts'
import { PatientFilters } from './_list/patient-filters.tsx'
import { PatientTable } from './_list/patient-table.tsx'
import { WriteBar } from './_list/write-bar.tsx'

export const generateMetadata = titled('patients.title')

export default portalPage(async function PatientsPage({ searchParams }: PageProps<'/patients'>) {
  const ctx = await requireStaff('patient.read')
  const params = await searchParams
  const t = await getTranslations('patients')
  const filter = patientFilterOf(params, await readChosenClinic())
  const cursor = patientCursorOf(params)

  const [read, clinics, chain] = await inChain(ctx, (tx) =>
    Promise.all([listPatients(tx, ctx, filter, { cursor }), listClinics(tx, ctx.chainId), findChain(tx, ctx.chainId)]),
  )
  const page = keysetPage(read, PATIENTS_PER_PAGE, {
    backwards: cursor !== undefined && 'before' in cursor,
    fromStart: cursor === undefined,
  })
  const seen = clinics.filter((clinic) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(clinic.id))
  const mayWrite = may(ctx.role, 'private.send')
  // A clinic alone is no choice of people.
  const narrowed = Object.entries(filter).some(([name, value]) => name !== 'clinicId' && value !== undefined)
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const at = (change: Record<string, string | undefined>) =>
    hrefWith('/patients', params, { after: undefined, before: undefined, ...change })

  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('sub')}
        actions={
          <>
            <DownloadButton
              href={hrefWith('/patients/export', params, {})}
              icon={<Download aria-hidden="true" />}
              download
            >
              {t('export')}
            </DownloadButton>
            {may(ctx.role, 'import.run') && <LinkButton href="/imports/new">{t('import')}</LinkButton>}
          </>
        }
      />
      {page.rows.length === 0 && !filtered && !cursor ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            may(ctx.role, 'import.run') && (
              <LinkButton href="/imports/new" variant="primary">
                {t('import')}
              </LinkButton>
            )
          }
        >
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Card
          flush
          title={t('list')}
          aside={
            <PatientFilters
              filter={filter}
              clinics={seen}
              languages={chain?.languages ?? []}
              clearHref={filtered ? '/patients?clinic=' : null}
            />
          }
          footer={
            <>
              {mayWrite && page.rows.length > 0 && (
                <ClientMessages namespaces={['patients']}>
                  <WriteBar
                    filter={narrowed ? hrefWith('', params, { clinic: filter.clinicId ?? '' }).slice(1) : null}
                  />
                </ClientMessages>
              )}
              <Pagination
                previousHref={page.hasPrevious ? at({ before: page.first?.id }) : null}
                nextHref={page.hasNext ? at({ after: page.last?.id }) : null}
              />
            </>
          }
        >
          <PatientTable rows={page.rows} clinics={clinics} mayWrite={mayWrite} />
        </Card>
      )}
    </>
  )
})
