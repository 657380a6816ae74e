// Days on a calendar, written YYYY-MM-DD: no clock and no zone, so the days on which the clocks change are days like others.

// Made once for each zone: making one takes a hundred times as long as asking it.
const calendars = new Map<string, Intl.DateTimeFormat>()

/** The day that a zone's calendar shows at an instant. */
export function dayIn(zone: string, at: Date): string {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  calendars.set(zone, calendar)
  return calendar.format(at)
}

/** The day `days` later, or earlier where it is negative. */
export function dayPlus(day: string, days: number): string {
  const at = middayOf(day)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** `count` days from one on, in order. */
export function daysFrom(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayPlus(day, index))
}

/** How many days there are from one to another, both counted. */
export function dayCount({ from, to }: { from: string; to: string }): number {
  return (middayOf(to).getTime() - middayOf(from).getTime()) / 86_400_000 + 1
}

/** The first day of the month that a day is in. */
export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`
}

/** The first day of the month `months` later, or earlier where it is negative. */
export function monthPlus(firstDay: string, months: number): string {
  const at = middayOf(firstDay)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}

/** An instant that is this day in UTC, for formatting with the zone 'UTC'. */
export function middayOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** Whether a text of the URL is a day that a calendar has. */
export function isDay(text: string | undefined): text is string {
  return (
    text !== undefined &&
    /^2\d{3}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(middayOf(text).getTime()) &&
    dayPlus(text, 0) === text
  )
}

/** Hours that a day has in a zone: 23 or 25 where the clocks change, 24 elsewhere. */
export function hoursOf(day: string, zone: string): number {
  return (startOf(dayPlus(day, 1), zone) - startOf(day, zone)) / 3_600_000
}

// Noon of a day is at least half a day from its own midnight on either side, whatever the zone; the wall clock says how far.
function startOf(day: string, zone: string): number {
  let at = Date.parse(`${day}T00:00:00Z`)
  for (let round = 0; round < 2; round++) at = Date.parse(`${day}T00:00:00Z`) - offsetMs(zone, at)
  return at
}

function offsetMs(zone: string, at: number): number {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - at
}
