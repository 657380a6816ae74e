import { useTranslations } from 'next-intl'

import { Card } from '#components/ui/card.tsx'
import { useFormats } from '#components/use-formats.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import { useHolidayName } from '../../forecast/_parts/use-holiday-name.ts'

/** The calendar of the country: closed unless somebody says otherwise. */
export function PublicHolidaysCard({
  days,
  mayWrite,
}: {
  days: readonly { day: string; key: string }[]
  mayWrite: boolean
}) {
  const t = useTranslations('reminders.holidays')
  const nameOf = useHolidayName()
  const formats = useFormats()
  return (
    <Card flush title={t('public')}>
      {days.length === 0 && <p className="px-4 py-4 text-ink-2 md:px-5">{t('noPublic')}</p>}
      <ul>
        {days.map(({ day, key }) => (
          <li
            key={day}
            className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-b-0 md:px-5"
          >
            <span className="min-w-0 flex-1 basis-[150px]">
              {nameOf(key)}
              <span className="block type-small text-ink-2">{formats.time(middayOf(day), 'weekdayDate', 'UTC')}</span>
            </span>
            {mayWrite && (
              <a
                className="link type-small"
                href={`/settings/holidays?day=${day}&open=1`}
                aria-label={`${t('openOn')}: ${formats.time(middayOf(day), 'date', 'UTC')}`}
              >
                {t('openOn')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
