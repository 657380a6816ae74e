import type { NumberLocale } from '#lib/core/number-format.ts'

export const TIME_STYLES = [
  'date',
  'dateText',
  'dateShort',
  'weekdayDate',
  'weekday',
  'dayShort',
  'weekdayShort',
  'time',
  'timeWithSeconds',
  'dayAndTime',
  'weekdayTime',
] as const
export type TimeStyle = (typeof TIME_STYLES)[number]

/**
 * An instant as a person reads it on a clinic's wall.
 *
 * | style | et | en | ru |
 * |---|---|---|---|
 * | date | 14.10.2026 | 14.10.2026 | 14.10.2026 |
 * | dateText | 14. oktoober 2026 | 14 October 2026 | 14 октября 2026 г. |
 * | dateShort | 14. okt | 14 Oct | 14 окт. |
 * | weekdayDate | kolmapäev, 14. oktoober 2026 | Wednesday, 14 October 2026 | среда, 14 октября 2026 г. |
 * | weekday, dayShort | K, 14.10 | Wed, 14 Oct | ср, 14.10 |
 * | weekdayShort | K 14.10 | Wed 14 Oct | ср, 14.10 |
 * | time, timeWithSeconds | 10:42, 10:42:07 | | |
 * | dayAndTime | 14.10.2026 kell 10:42 | 14.10.2026, 10:42 | 14.10.2026, 10:42 |
 * | weekdayTime | K 14.10 kell 10:42 | Wed 14 Oct, 10:42 | ср, 14.10, 10:42 |
 *
 * `timeZone` is the clinic's, never the reader's.
 */
export function formatTime(at: Date, style: TimeStyle, locale: NumberLocale, timeZone: string): string {
  const part = (options: Intl.DateTimeFormatOptions) => formatter(locale, timeZone, options).format(at)
  const time = (seconds = false) =>
    part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(seconds && { second: '2-digit' }) })
  const dayMonth = (year = false) => numericDate(at, timeZone, year)
  const joinTime = (day: string) => (locale === 'et' ? `${day} kell ${time()}` : `${day}, ${time()}`)

  switch (style) {
    case 'date':
      return dayMonth(true)
    case 'dateText':
      return part({ day: 'numeric', month: 'long', year: 'numeric' })
    case 'dateShort':
      return part({ day: 'numeric', month: 'short' })
    case 'weekdayDate':
      return part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    case 'weekday':
      return part({ weekday: 'short' })
    case 'dayShort':
      return dayShort(locale, part, dayMonth())
    case 'weekdayShort':
      return weekdayAndDay(locale, part, dayMonth())
    case 'time':
      return time()
    case 'timeWithSeconds':
      return time(true)
    case 'dayAndTime':
      return joinTime(dayMonth(true))
    case 'weekdayTime':
      return joinTime(weekdayAndDay(locale, part, dayMonth()))
  }
}

function weekdayAndDay(
  locale: NumberLocale,
  part: (options: Intl.DateTimeFormatOptions) => string,
  dayMonth: string,
): string {
  const weekday = part({ weekday: 'short' })
  const day = dayShort(locale, part, dayMonth)
  return locale === 'ru' ? `${weekday}, ${day}` : `${weekday} ${day}`
}

/** English has no numbers for months that mean the same everywhere. */
function dayShort(
  locale: NumberLocale,
  part: (options: Intl.DateTimeFormatOptions) => string,
  dayMonth: string,
): string {
  return locale === 'en' ? part({ day: 'numeric', month: 'short' }) : dayMonth
}

// Day, month and year with dots in every locale, which no English of Intl writes.
function numericDate(at: Date, timeZone: string, withYear: boolean): string {
  const parts = formatter('et', timeZone, { day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(at)
  const value = (type: 'day' | 'month' | 'year') => parts.find((part) => part.type === type)?.value ?? ''
  const dayMonth = `${value('day')}.${value('month')}`
  return withYear ? `${dayMonth}.${value('year')}` : dayMonth
}

const TAGS = { et: 'et', en: 'en-GB', ru: 'ru' } as const
const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: NumberLocale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options])
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone })
  cache.set(key, made)
  return made
}
