import { dayPlus, middayOf } from '#lib/core/calendar-day.ts'

/** What a field asks for, by the type of its input. */
export type TypedKind = 'date' | 'time' | 'datetime-local'

/**
 * A day, a time or both as people here type them (5.11.2026, 9:30, 5.11.2026 9:30), as a form sends them: 2026-11-05T09:30. What is in
 * that form already stays; null for what is no time, and for a year that is not written out yet.
 */
export function isoOfTyped(kind: TypedKind, typed: string): string | null {
  const text = typed.trim()
  if (kind === 'date') return isoDay(text)
  if (kind === 'time') return isoTime(text)
  const [day = '', time = '', ...more] = text.split(/[\sT]+/)
  const [date, at] = [isoDay(day), isoTime(time)]
  return date && at && more.length === 0 ? `${date}T${at}` : null
}

/** The same the other way: 2026-11-05T09:30 as 05.11.2026 09:30. What is no time stays as it was typed. */
export function typedOfIso(kind: TypedKind, text: string): string {
  const iso = isoOfTyped(kind, text)
  if (iso === null) return text
  const [day = '', time] = kind === 'time' ? ['', iso] : iso.split('T')
  return [day.split('-').toReversed().join('.'), time].filter(Boolean).join(' ')
}

function isoDay(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? []
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  const isWritten = /^[12]\d{3}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(middayOf(iso).getTime())
  return isWritten && dayPlus(iso, 0) === iso ? iso : null
}

function isoTime(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.]?(\d{2})$/.exec(text) ?? []
  return minute && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}
