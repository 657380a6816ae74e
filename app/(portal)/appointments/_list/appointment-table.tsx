import { useTranslations } from 'next-intl'
import { Fragment } from 'react'

import { StatusBadge } from '#components/status-badge.tsx'
import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { AppointmentRow } from '#db/queries/appointment-list.ts'
import { dayPlus, middayOf } from '#lib/core/calendar-day.ts'
import { ReminderCell } from './reminder-cell.tsx'

const COLUMNS = 6

/** Day by day, as the desk's book is. */
export function AppointmentTable({ rows, today }: { rows: AppointmentRow[]; today: string }) {
  const t = useTranslations('appointments')
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <th scope="col">{t('columns.at')}</th>
          <th scope="col">{t('columns.patient')}</th>
          <th scope="col" className="hs">
            {t('columns.clinic')}
          </th>
          <th scope="col" className="hs">
            {t('columns.doctor')}
          </th>
          <th scope="col">{t('columns.status')}</th>
          <th scope="col" className="hs">
            {t('columns.reminder')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 && <EmptyRow columns={COLUMNS}>{t('noMatch')}</EmptyRow>}
        {rows.map((row, index) => (
          <Fragment key={row.id}>
            {row.day !== rows[index - 1]?.day && <DayHead day={row.day} today={today} />}
            <AppointmentLine row={row} />
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}

function DayHead({ day, today }: { day: string; today: string }) {
  const t = useTranslations('appointments')
  const formats = useFormats()
  const near = new Map([
    [today, t('today')],
    [dayPlus(today, 1), t('tomorrow')],
  ]).get(day)
  return (
    <tr>
      <th scope="rowgroup" colSpan={COLUMNS} className="bg-sunken py-1.5! type-label! text-ink first-letter:uppercase">
        {formats.time(middayOf(day), 'weekdayDate', 'UTC')}
        {near && <span className="text-ink-3"> · {near}</span>}
      </th>
    </tr>
  )
}

function AppointmentLine({ row }: { row: AppointmentRow }) {
  const t = useTranslations('appointments')
  const formats = useFormats()
  const { startsAt, zone, doctor, office, status, answered } = row
  return (
    <tr>
      <td>
        <a className="link tabular-nums" href={`/appointments/${row.id}`}>
          <time dateTime={startsAt.toISOString()}>{formats.time(startsAt, 'time', zone)}</time>
        </a>
      </td>
      <td>
        <a className="link" href={`/patients/${row.patientId}`}>
          {`${row.firstName} ${row.lastName}`.trim() || t('noName')}
        </a>
      </td>
      <td className="hs">{row.clinicName}</td>
      <td className="hs">
        {doctor ?? <span className="text-ink-3">{t('noDoctor')}</span>}
        {office && <span className="text-ink-3"> · {office}</span>}
      </td>
      <td>
        <StatusBadge kind="appointment" status={status} />
        {answered && (answered === 'confirm') === (status === 'confirmed') && (
          <span className="block type-meta text-ink-3">{t(`answered.${answered}`)}</span>
        )}
      </td>
      <td className="hs">
        <ReminderCell reminder={row.reminder} zone={zone} />
      </td>
    </tr>
  )
}
