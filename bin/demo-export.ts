import { readFileSync } from 'node:fs'

import type { ImportFile } from '#lib/imports/file.ts'
import { fileOfText, fileOnDisk } from '#lib/imports/file.ts'

const FOLDER = 'db/seed/demo'
const BASE_DAY = Date.UTC(2026, 10, 23)
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000
const WEEK_MILLISECONDS = 7 * DAY_MILLISECONDS

/** The files that the demo chain brings on its first day, as if they had been exported on `today`. */
export function demoExport(today: Date): ImportFile[] {
  const appointments = readFileSync(`${FOLDER}/appointments.csv`, 'utf8')
  return [fileOnDisk(`${FOLDER}/patients.csv`), fileOfText('appointments.csv', shiftAppointments(appointments, today))]
}

/**
 * Moves every time by whole weeks, so that weekdays stay. What lay ahead on the day of the export lies ahead of `today`, and
 * what was over is over: that takes one week more for the former, unless today is the same weekday.
 */
export function shiftAppointments(csv: string, today: Date): string {
  const day = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate())
  const weeks = (day - BASE_DAY) / WEEK_MILLISECONDS
  return csv.replace(/\b(\d\d)\.(\d\d)\.(\d{4})(?= \d\d:\d\d)/g, (_all, date, month, year) => {
    const at = Date.UTC(Number(year), Number(month) - 1, Number(date))
    const shift = at < BASE_DAY ? Math.floor(weeks) : Math.ceil(weeks)
    return estonianDay(new Date(at + shift * WEEK_MILLISECONDS))
  })
}

function estonianDay(date: Date): string {
  const [year, month, day] = date.toISOString().slice(0, 10).split('-')
  return `${day}.${month}.${year}`
}
