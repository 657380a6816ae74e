import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import type { AppointmentPage } from '#db/queries/appointment-page.ts'
import { isBooked } from '#lib/core/appointment-status.ts'
import type { ClinicChoice } from '../../_form/when-and-where.tsx'
import { DetailsForm } from './details-form.tsx'
import { MoveForm } from './move-form.tsx'
import { StatusForm } from './status-form.tsx'

/** Everything about an appointment that the desk changes. */
export function ChangeCards({ appointment, clinics }: { appointment: AppointmentPage; clinics: ClinicChoice[] }) {
  const t = useTranslations('appointments')
  const tStatus = useTranslations('statuses.appointment')
  const { id, status, clinicId, startsLocal, durationMinutes, doctor, office } = appointment
  return (
    <>
      <Card title={t('status.title')}>
        <StatusForm appointmentId={id} status={status} />
      </Card>
      <Card title={t('move.title')}>
        {isBooked(status) ? (
          <MoveForm appointment={{ id, clinicId, startsLocal, durationMinutes }} clinics={clinics} />
        ) : (
          <p className="text-ink-2">{t('move.notBooked', { status: tStatus(status) })}</p>
        )}
      </Card>
      <Card title={t('details.title')}>
        <DetailsForm appointmentId={id} doctor={doctor} office={office} />
      </Card>
    </>
  )
}
