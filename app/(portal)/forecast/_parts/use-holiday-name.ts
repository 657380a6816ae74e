import { useTranslations } from 'next-intl'

import { PUBLIC_HOLIDAYS } from '#lib/core/public-holiday.ts'

/** What a public holiday is called; its key where nobody has named it yet. */
export function useHolidayName(): (key: string) => string {
  const t = useTranslations('reminders')
  return (key) => {
    const known = PUBLIC_HOLIDAYS.find((one) => one === key)
    return known ? t(`publicHolidays.${known}`) : key
  }
}
