/**
 * Full years on the day that it is in `timeZone` at `now`. Somebody born on 29 February is a year older on 1 March of a
 * common year.
 *
 * `birthDate` is 'YYYY-MM-DD'.
 */
export function ageInYears(birthDate: string, now: Date, timeZone: string): number {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
