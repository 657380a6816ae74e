import type { Bucket } from '#db/queries/debits.ts'
import { middayOf } from '#lib/core/calendar-day.ts'
import type { NumberLocale } from '#lib/core/number-format.ts'

const months = new Map<string, Intl.DateTimeFormat>()

/** What stands under a bar: the number of the day, or the short name of the month, January with its year. */
export function bucketLabel(at: string, bucket: Bucket, locale: NumberLocale): string {
  if (bucket === 'day') return `${Number(at.slice(8))}.${at.slice(5, 7)}`
  const name = monthFormat(locale).format(middayOf(at)).replace(/\.$/, '')
  return at.slice(5, 7) === '01' ? `${name} ${at.slice(0, 4)}` : name
}

function monthFormat(locale: NumberLocale): Intl.DateTimeFormat {
  const known = months.get(locale) ?? new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  months.set(locale, known)
  return known
}
