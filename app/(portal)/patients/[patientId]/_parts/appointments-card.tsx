import { useTranslations } from 'next-intl'

import { StatusBadge } from '#components/status-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AppointmentOfPatient } from '#db/queries/patients.ts'

const COLUMNS = 4

type AppointmentsCardProps = {
  appointments: AppointmentOfPatient[]
  now: Date
  /** Whom to make another for; null where this reader may not. */
  newFor: string | null
}

/** What lies ahead, the next first; then what lies behind. */
export function AppointmentsCard({ appointments, now, newFor }: AppointmentsCardProps) {
  const t = useTranslations('patients.visits')
  const ahead = appointments.filter(({ startsAt }) => startsAt > now).toReversed()
  const past = appointments.filter(({ startsAt }) => startsAt <= now)
  return (
    <Card
      flush
      title={t('title')}
      aside={
        newFor && (
          <LinkButton size="s" href={`/appointments/new?patient=${newFor}`}>
            {t('new')}
          </LinkButton>
        )
      }
    >
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
          {appointments.length > 0 && <GroupHead>{ahead.length > 0 ? t('ahead') : t('emptyAhead')}</GroupHead>}
          {ahead.map((row) => (
            <AppointmentLine key={row.id} row={row} />
          ))}
          {past.length > 0 && <GroupHead>{t('past')}</GroupHead>}
          {past.map((row) => (
            <AppointmentLine key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function GroupHead({ children }: { children: string }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={COLUMNS} className="bg-sunken py-1.5! type-label! text-ink-2">
        {children}
      </th>
    </tr>
  )
}

function AppointmentLine({ row }: { row: AppointmentOfPatient }) {
  const formats = useFormats()
  return (
    <tr>
      <td>
        <a className="link" href={`/appointments/${row.id}`}>
          <time dateTime={row.startsAt.toISOString()}>{formats.time(row.startsAt, 'dayAndTime', row.zone)}</time>
        </a>
      </td>
      <td>{row.clinicName}</td>
      <td className="hs">{row.doctor}</td>
      <td>
        <StatusBadge kind="appointment" status={row.status} />
      </td>
    </tr>
  )
}
