import type { CellReading } from '#lib/core/import-values.ts'

const MAX_AGE_YEARS = 130
const MAX_CELL_CHARACTERS = 60

const EMPTY = { value: null, isWrong: false } as const
const WRONG = { value: null, isWrong: true } as const

/**
 * A calendar day as YYYY-MM-DD, from `31.03.1944`, `31/03/1944`, `3.3.1944`, `1944-03-31`, `19440331`, with or without a time behind
 * it, or `31. märts 1944`. The day comes before the month: 03/31/1944 is wrong rather than guessed at. 31 February is wrong.
 *
 * @param latest a year of two digits is read as the last such year that is not after this day (YYYY-MM-DD)
 */
export function readDate(cell: string, latest: string): CellReading<string> {
  const text = cell.trim()
  if (text === '' || /^[-–—]$/.test(text)) return EMPTY
  if (text.length > MAX_CELL_CHARACTERS) return WRONG
  const day = dayOf(text.replace(MIDNIGHT_OR_ANY_TIME, ''), latest)
  return day ? { value: day, isWrong: false } : WRONG
}

/** As `readDate`, for a birth date: nobody is born after `asOf` (YYYY-MM-DD), and nobody is older than 130. */
export function readBirthDate(cell: string, asOf: string): CellReading<string> {
  const reading = readDate(cell, asOf)
  if (reading.value === null) return reading
  const oldest = `${String(Number(asOf.slice(0, 4)) - MAX_AGE_YEARS).padStart(4, '0')}${asOf.slice(4)}`
  return reading.value > asOf || reading.value < oldest ? WRONG : reading
}

export type WallTime = {
  /** YYYY-MM-DDTHH:MM:SS as the clock on a clinic's wall shows it. */
  local: string
  /** `Z` or ±HH:MM where the cell gives one: then it is an instant. Null: the clinic's zone decides, in PostgreSQL. */
  offset: string | null
}

/** A day with a time, from `07.05.2025 17:45`, `7.5.2025 kell 9.05`, `2025-05-07T17:45:00+03:00`. A day alone is wrong. */
export function readDateTime(cell: string): CellReading<WallTime> {
  const text = cell.trim()
  if (text === '') return EMPTY
  const match = text.length > MAX_CELL_CHARACTERS ? null : DAY_AND_TIME.exec(text)
  if (!match) return WRONG

  const [, dayText = '', hour = '', minute = '', second = '00', zone] = match
  const day = dayOf(dayText, '9999-12-31', 4)
  if (!day || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return WRONG
  return {
    value: { local: `${day}T${hour.padStart(2, '0')}:${minute}:${second}`, offset: offsetOf(zone) },
    isWrong: false,
  }
}

const MIDNIGHT_OR_ANY_TIME = /[T\s,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*(Z|[+-]\d{2}:?\d{2}))?$/i
const DAY_AND_TIME =
  /^(.+?)(?:\s*,\s*|\s*T\s*|\s+(?:kell|at|в)\s+|\s+)(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/iu

function offsetOf(zone: string | undefined): string | null {
  if (!zone) return null
  if (zone.toUpperCase() === 'Z') return 'Z'
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}

function dayOf(text: string, latest: string, minYearDigits = 2): string | null {
  const dayFirst = /^(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{2}|\d{4})\.?(?: ?a\.?| ?г\.?)?$/.exec(text)
  if (dayFirst) {
    const [, day = '', , month = '', year = ''] = dayFirst
    if (year.length < minYearDigits) return null
    return calendarDay(yearOf(year, month, day, latest), Number(month), Number(day))
  }

  const yearFirst = /^(\d{4})([./-]?)(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (yearFirst) {
    const [all, year, separator, month, day] = yearFirst
    return separator === '' && all.length !== 8 ? null : calendarDay(Number(year), Number(month), Number(day))
  }

  const inWords = /^(\d{1,2})\.? (\p{L}+)\.? (\d{4})(?: ?a\.?| ?г\.?)?$/u.exec(text)
  return inWords && calendarDay(Number(inWords[3]), monthOf(inWords[2] ?? ''), Number(inWords[1]))
}

function yearOf(year: string, month: string, day: string, latest: string): number {
  if (year.length === 4) return Number(year)
  const century = Math.floor(Number(latest.slice(0, 4)) / 100) * 100
  const guess = century + Number(year)
  const isAfter = `${guess}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` > latest
  return isAfter ? guess - 100 : guess
}

// The first three letters tell months apart, save June and July in Estonian and Russian.
const MONTHS: readonly (readonly string[])[] = [
  ['jaa', 'jan', 'янв'],
  ['vee', 'feb', 'фев'],
  ['mär', 'mar', 'мар'],
  ['apr', 'апр'],
  ['mai', 'may', 'май', 'мая'],
  ['juun', 'jun', 'июн'],
  ['juul', 'jul', 'июл'],
  ['aug', 'авг'],
  ['sep', 'сен'],
  ['okt', 'oct', 'окт'],
  ['nov', 'ноя'],
  ['det', 'dec', 'дек'],
]

function monthOf(word: string): number {
  const lower = word.toLowerCase()
  return MONTHS.findIndex((starts) => starts.some((start) => lower.startsWith(start))) + 1
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function calendarDay(year: number, month: number, day: number): string | null {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = DAYS_IN_MONTH[month - 1]
  if (!days || year < 1 || day < 1 || day > days || (month === 2 && day === 29 && !isLeap)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
