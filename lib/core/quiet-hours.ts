/** Sending hours of a clinic, on its own clock; outside them texts wait. */
export type SendingHours = {
  /** HH:MM, included. */
  opensAt: string
  /** HH:MM, excluded: at 20:00 nothing leaves any more. */
  closesAt: string
}

export const DEFAULT_SENDING_HOURS: SendingHours = { opensAt: '09:00', closesAt: '20:00' }

// Wall-clock rules only. Which instant a wall-clock time is, and what time it is at a clinic, is PostgreSQL's business.

/** Whether texts may leave at a time of day (HH:MM, or with seconds) of the clinic's clock. */
export function isWithinSendingHours(hours: SendingHours, timeOfDay: string): boolean {
  const now = secondsOf(timeOfDay)
  return now >= secondsOf(hours.opensAt) && now < secondsOf(hours.closesAt)
}

/** Whole minutes until the hours end; 0 outside them. */
export function minutesToClose(hours: SendingHours, timeOfDay: string): number {
  if (!isWithinSendingHours(hours, timeOfDay)) return 0
  return Math.floor((secondsOf(hours.closesAt) - secondsOf(timeOfDay)) / 60)
}

/** Whether a person has typed hours that a day can have: both times exist, and closing comes after opening. */
export function areSendingHours({ opensAt, closesAt }: SendingHours): boolean {
  return TIME_OF_DAY.test(opensAt) && TIME_OF_DAY.test(closesAt) && secondsOf(opensAt) < secondsOf(closesAt)
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

/** Throws a RangeError on a time that no clock shows. */
function secondsOf(timeOfDay: string): number {
  if (!TIME_OF_DAY.test(timeOfDay)) throw new RangeError(`Not a time of day: ${timeOfDay}`)
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
