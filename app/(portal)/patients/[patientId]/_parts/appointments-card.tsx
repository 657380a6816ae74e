import { useTranslations } from 'next-intl'

import { LocalTime } from '#components/local-time.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import type { AppointmentOfPatient } from '#db/queries/patients.ts'

const COLUMNS = 4

export function AppointmentsCard({ appointments }: { appointments: AppointmentOfPatient[] }) {
  const t = useTranslations('patients.visits')
  return (
    <Card flush title={t('title')}>
      <Table label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('at')}</th>
            <th scope="col">{t('clinic')}</th>
            <th scope="col" className="hs">
              {t('doctor')}
            </th>
            <th scope="col">{t('status')}</th>
          </tr>
        </thead>
        <tbody>
          {appointments.length === 0 && <EmptyRow columns={COLUMNS}>{t('empty')}</EmptyRow>}
          {appointments.map((row) => (
            <tr key={row.id}>
              <td>
                <LocalTime at={row.startsAt} style="dayAndTime" timeZone={row.zone} />
              </td>
              <td>{row.clinicName}</td>
              <td className="hs">{row.doctor}</td>
              <td>{t(`statuses.${row.status}`)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
