import { useTranslations } from 'next-intl'

import { EmptyRow, Table } from '#components/ui/table.tsx'
import { useFormats } from '#components/use-formats.ts'
import type { Holiday } from '#db/queries/holidays.ts'
import { middayOf } from '#lib/core/calendar-day.ts'

const COLUMNS = 5

/** What the chain and its clinics have said of days themselves. */
export function HolidaysTable({
  holidays,
  clinics,
  mayChange,
}: {
  holidays: readonly Holiday[]
  clinics: ReadonlyMap<string, string>
  mayChange: (holiday: Holiday) => boolean
}) {
  const t = useTranslations('reminders.holidays')
  const formats = useFormats()
  return (
    <Table label={t('own')}>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('where')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">
            <span className="sr-only">{t('remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {holidays.length === 0 && <EmptyRow columns={COLUMNS}>{t('none')}</EmptyRow>}
        {holidays.map((holiday) => {
          const day = formats.time(middayOf(holiday.day), 'weekdayDate', 'UTC')
          return (
            <tr key={holiday.id}>
              <th scope="row">{day}</th>
              <td>{holiday.name || '–'}</td>
              <td>{holiday.clinicId === null ? t('allClinics') : (clinics.get(holiday.clinicId) ?? '–')}</td>
              <td>{t(holiday.closed ? 'closed' : 'open')}</td>
              <td className="num">
                {mayChange(holiday) && (
                  <a
                    className="link"
                    href={`/settings/holidays?remove=${holiday.id}`}
                    aria-label={`${t('remove')}: ${day}`}
                  >
                    {t('remove')}
                  </a>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
