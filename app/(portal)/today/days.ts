import { dayIn, dayPlus, daysFrom } from '#lib/core/calendar-day.ts'

export const DAYS_SHOWN = 30

/** The last `count` days on a clinic's calendar, oldest first, today last, as YYYY-MM-DD. */
export function lastDays(now: Date, zone: string, count: number): string[] {
  return daysFrom(dayPlus(dayIn(zone, now), 1 - count), count)
}
