import type { DebitFilter } from '#db/queries/debits.ts'
import { dayPlus, daysFrom, firstOfMonth, isDay, monthPlus } from '#lib/core/calendar-day.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

export const PERIODS = ['30d', '6m', '12m', 'dates'] as const
export type Period = (typeof PERIODS)[number]

const DAYS_IN_BARS = 31
const MAX_YEARS = 5

/** Which debits the address asks for; half a year where it says nothing. Bars are days for a month at most, else months. */
export function debitFilterOf(
  params: SearchParams,
  today: string,
  chosenClinicId: string | null,
): DebitFilter & { period: Period } {
  const period = oneOf(params, 'period', PERIODS) ?? '6m'
  const { from, to } = daysOf(period, params, today)
  return {
    period,
    from,
    to,
    bucket: dayPlus(from, DAYS_IN_BARS) > to ? 'day' : 'month',
    clinicId: params.clinic === undefined ? (chosenClinicId ?? undefined) : uuid(params, 'clinic'),
    language: text(params, 'language', 10),
  }
}

/** The first day of each bar, in order, those on which nothing was sent as well. */
export function bucketsOf({ from, to, bucket }: Pick<DebitFilter, 'from' | 'to' | 'bucket'>): string[] {
  if (bucket === 'day') return daysFrom(from, DAYS_IN_BARS).filter((day) => day <= to)
  const months: string[] = []
  for (let month = firstOfMonth(from); month <= to; month = monthPlus(month, 1)) months.push(month)
  return months
}

function daysOf(period: Period, params: SearchParams, today: string): { from: string; to: string } {
  if (period === '30d') return { from: dayPlus(today, -29), to: today }
  if (period === 'dates') return typedDays(params, today)
  // Whole months, of which the last has days to come: sums of months then answer without a look at its days.
  const month = firstOfMonth(today)
  return { from: monthPlus(month, period === '6m' ? -5 : -11), to: dayPlus(monthPlus(month, 1), -1) }
}

// Typed the wrong way round they still name the same days; half typed they reach to today, or back a month.
function typedDays(params: SearchParams, today: string): { from: string; to: string } {
  const [typedFrom, typedTo] = [text(params, 'from'), text(params, 'to')]
  const to = isDay(typedTo) ? typedTo : today
  const from = isDay(typedFrom) ? typedFrom : dayPlus(to, -29)
  const [first, last] = from <= to ? [from, to] : [to, from]
  const earliest = monthPlus(firstOfMonth(last), -12 * MAX_YEARS)
  const isTooLong = first < earliest
  return { from: isTooLong ? earliest : first, to: last }
}
