import type { Holiday } from '#db/queries/holidays.ts'
import { hoursOf } from '#lib/core/calendar-day.ts'

/** What makes a day unlike the others: a holiday, or a change of the clock. */
export type DayNote = {
  /** Nothing leaves any clinic. */
  isClosed: boolean
  /** A public holiday, by its key in the messages. */
  publicKey: string | null
  /** What the chain, or a clinic of it, calls the day. */
  ownNames: string[]
  /** Hours that it has, where those are not 24. */
  hours: number | null
}

/** Notes of those days that have one. What the chain says of a day goes before the calendar. */
export function dayNotes(
  days: readonly string[],
  zone: string,
  publicDays: readonly { day: string; key: string }[],
  own: readonly Holiday[],
): Map<string, DayNote> {
  const notes = new Map<string, DayNote>()
  for (const day of days) {
    const publicKey = publicDays.find((one) => one.day === day)?.key ?? null
    const said = own.filter((one) => one.day === day)
    const ofChain = said.find(({ clinicId }) => clinicId === null)
    const hours = hoursOf(day, zone)
    const note = {
      isClosed: ofChain?.closed ?? publicKey !== null,
      publicKey,
      ownNames: said.map(({ name }) => name).filter((name) => name !== ''),
      hours: hours === 24 ? null : hours,
    }
    if (note.isClosed || publicKey !== null || said.length > 0 || note.hours !== null) notes.set(day, note)
  }
  return notes
}
