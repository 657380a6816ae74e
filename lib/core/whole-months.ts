import { dayCount, dayPlus, firstOfMonth, monthPlus } from '#lib/core/calendar-day.ts'

export type DayRange = { from: string; to: string }

/** Some days as whole months, with the days to add to them and those to take away. */
export type MonthsAndDays = {
  /** The first days of the first and the last month; null where no month is taken whole. */
  months: { first: string; last: string } | null
  added: DayRange[]
  removed: DayRange[]
}

/**
 * Cuts days into whole months and what is left at both ends, so that sums of months answer for most of them. An end that has more than half
 * of its month is that month without its other days: of no more than half a month are the days ever asked.
 */
export function monthsAndDays({ from, to }: DayRange): MonthsAndDays {
  const begin = cutBegin(from)
  const end = cutEnd(to)
  if (begin.month > end.month) return { months: null, added: [{ from, to }], removed: [] }
  return {
    months: { first: begin.month, last: end.month },
    added: [...begin.added, ...end.added],
    removed: [...begin.removed, ...end.removed],
  }
}

type Cut = { month: string; added: DayRange[]; removed: DayRange[] }

function cutBegin(from: string): Cut {
  const month = firstOfMonth(from)
  const next = monthPlus(month, 1)
  const before = { from: month, to: dayPlus(from, -1) }
  const rest = { from, to: dayPlus(next, -1) }
  if (from === month) return { month, added: [], removed: [] }
  return dayCount(before) <= dayCount(rest)
    ? { month, added: [], removed: [before] }
    : { month: next, added: [rest], removed: [] }
}

function cutEnd(to: string): Cut {
  const month = firstOfMonth(to)
  const last = dayPlus(monthPlus(month, 1), -1)
  const begun = { from: month, to }
  const after = { from: dayPlus(to, 1), to: last }
  if (to === last) return { month, added: [], removed: [] }
  return dayCount(after) <= dayCount(begun)
    ? { month, added: [], removed: [after] }
    : { month: monthPlus(month, -1), added: [begun], removed: [] }
}
