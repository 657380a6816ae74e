import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { FactsList } from '#components/ui/facts-list.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AppointmentPage } from '#db/queries/appointment-page.ts'

export function AppointmentFacts({ appointment }: { appointment: AppointmentPage }) {
  const t = useTranslations('appointments')
  const formats = useFormats()
  const {
    patientId,
    firstName,
    lastName,
    phone,
    startsAt,
    zone,
    durationMinutes,
    clinicName,
    doctor,
    office,
    createdAt,
  } = appointment
  return (
    <Card title={t('page.facts')}>
      <FactsList
        facts={[
          {
            label: t('page.patient'),
            value: (
              <a className="link" href={`/patients/${patientId}`}>
                {`${firstName} ${lastName}`.trim() || t('noName')}
              </a>
            ),
          },
          ...(phone
            ? [
                {
                  label: t('page.phone'),
                  value: (
                    <a className="link" href={`tel:${phone}`}>
                      {phone}
                    </a>
                  ),
                },
              ]
            : []),
          { label: t('columns.at'), value: formats.time(startsAt, 'dayAndTime', zone) },
          { label: t('page.length'), value: t('minutes', { count: durationMinutes }) },
          { label: t('columns.clinic'), value: clinicName },
          { label: t('columns.doctor'), value: doctor ?? <span className="text-ink-3">{t('noDoctor')}</span> },
          ...(office ? [{ label: t('columns.office'), value: office }] : []),
          { label: t('page.made'), value: formats.time(createdAt, 'dayAndTime', zone) },
        ]}
      />
    </Card>
  )
}
