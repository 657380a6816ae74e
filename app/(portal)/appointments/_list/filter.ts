import type { AppointmentFilter, AppointmentPlace } from '#db/queries/appointment-list.ts'
import { APPOINTMENT_STATUSES } from '#lib/core/appointment-status.ts'
import { dayPlus, isDay } from '#lib/core/calendar-day.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

export const RANGES = ['ahead', 'day', 'week', 'past'] as const
export type Range = (typeof RANGES)[number]

export type ShownDays = { range: Range; on: string }

const DAYS_OF_WEEK = 7

/** Which days the address asks for; today on, when it asks for none. */
export function shownDaysOf(params: SearchParams, today: string): ShownDays {
  const on = text(params, 'on')
  return { range: oneOf(params, 'range', RANGES) ?? 'ahead', on: isDay(on) ? on : today }
}

/** What the address says about the list; the export reads the very same address. */
export function appointmentFilterOf(
  params: SearchParams,
  { today, chosenClinicId }: { today: string; chosenClinicId: string | null },
): AppointmentFilter {
  const { range, on } = shownDaysOf(params, today)
  return {
    fromDay: range === 'past' ? null : on,
    toDay: lastDay(range, on),
    clinicId: params.clinic === undefined ? (chosenClinicId ?? undefined) : uuid(params, 'clinic'),
    doctor: text(params, 'doctor', 120),
    status: oneOf(params, 'status', APPOINTMENT_STATUSES),
    search: text(params, 'q'),
  }
}

/** What lies behind is read from its end: the latest first. A page back is read against that. */
export function appointmentPlaceOf(params: SearchParams, range: Range): AppointmentPlace & { backwards: boolean } {
  const forwards = range !== 'past'
  const after = uuid(params, 'after')
  const before = uuid(params, 'before')
  if (after === undefined && before !== undefined) return { forwards: !forwards, beyond: before, backwards: true }
  return { forwards, beyond: after, backwards: false }
}

/** The days before and after those shown, for who leafs through them; null where the list has no end there. */
export function neighbours({ range, on }: ShownDays): { earlier: string; later: string } | null {
  if (range === 'ahead' || range === 'past') return null
  const days = range === 'day' ? 1 : DAYS_OF_WEEK
  return { earlier: dayPlus(on, -days), later: dayPlus(on, days) }
}

function lastDay(range: Range, on: string): string | null {
  if (range === 'ahead') return null
  return range === 'week' ? dayPlus(on, DAYS_OF_WEEK - 1) : on
}
