import { dayPlus, isDay } from '#lib/core/calendar-day.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { text } from '#lib/web/search-params.ts'

/** Days of a category's history, as its segments name them. */
export type Period = { key: 'today' | 'yesterday' | 'week' | 'day'; from: string; to: string }

/** The parameter that holds the period: today where it is missing or senseless. */
export const PERIOD = 'period'
export const EARLIER_DAYS = 7

export function periodOf(params: SearchParams, today: string): Period {
  const wanted = text(params, PERIOD)
  if (wanted === 'yesterday') return { key: 'yesterday', from: dayPlus(today, -1), to: dayPlus(today, -1) }
  if (wanted === 'week') return { key: 'week', from: dayPlus(today, -6), to: today }
  if (isDay(wanted) && wanted <= today) return { key: 'day', from: wanted, to: wanted }
  return { key: 'today', from: today, to: today }
}
