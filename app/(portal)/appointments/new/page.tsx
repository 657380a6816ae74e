import { getTranslations } from 'next-intl/server'

import { PageHead } from '#components/page-head.tsx'
import { Card } from '#components/ui/card.tsx'
import { listDoctors } from '#db/queries/appointment-list.ts'
import { listClinics } from '#db/queries/clinics.ts'
import { findPatient } from '#db/queries/patients.ts'
import { ClientMessages } from '#i18n/client-messages.tsx'
import { dayIn } from '#lib/core/calendar-day.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { readChosenClinic } from '#lib/web/chosen-clinic.ts'
import { requireStaff } from '#lib/web/require-staff.ts'
import { text, uuid } from '#lib/web/search-params.ts'
import { portalPage } from '../../../_pages/portal-page.tsx'
import { titled } from '../../../_pages/titled.ts'
import { NewAppointmentForm } from '../_form/new-appointment-form.tsx'
import { findPatients } from './find-patients.ts'
import { FoundList } from './found-list.tsx'
import { PatientPicker } from './patient-picker.tsx'

export const generateMetadata = titled('appointments.form.title')

/** First for whom, then when and where. */
export default portalPage(async function NewAppointmentPage({ searchParams }: PageProps<'/appointments/new'>) {
  const ctx = await requireStaff('appointment.write')
  const params = await searchParams
  const patientId = uuid(params, 'patient')
  const q = text(params, 'q') ?? ''
  const { patient, clinics, doctors, found } = await inChain(ctx, async (tx) => ({
    patient: patientId ? await findPatient(tx, ctx, patientId) : null,
    clinics: (await listClinics(tx, ctx.chainId)).filter(
      ({ id }) => ctx.clinicIds === 'all' || ctx.clinicIds.includes(id),
    ),
    doctors: patientId ? await listDoctors(tx, ctx, { fromDay: dayIn('UTC', ctx.now), toDay: null }) : [],
    found: q ? await findPatients(tx, ctx, q) : null,
  }))
  const chosen = (await readChosenClinic()) ?? patient?.clinicId
  const t = await getTranslations('appointments')
  return (
    <>
      <PageHead crumbs={[{ href: '/appointments', label: t('title') }]} title={t('form.title')} />
      <div className="max-w-[560px]">
        <Card>
          <ClientMessages namespaces={['appointments']}>
            {patient ? (
              <NewAppointmentForm
                patient={{ id: patient.id, name: `${patient.firstName} ${patient.lastName}`.trim() || patient.code }}
                clinics={clinics.map(({ id, name, zone }) => ({ id, name, zone }))}
                clinicId={clinics.find(({ id }) => id === chosen)?.id ?? clinics[0]?.id ?? ''}
                doctors={doctors}
              />
            ) : (
              <>
                <PatientPicker />
                <FoundList q={q} found={found} />
              </>
            )}
          </ClientMessages>
        </Card>
      </div>
    </>
  )
})
