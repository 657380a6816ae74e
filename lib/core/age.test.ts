import { expect, test } from 'vitest'

import { ageInYears } from '#lib/core/age.ts'

test.each([
  ['the day before the birthday', '1990-11-23', '2026-11-22T12:00:00Z', 35],
  ['on the birthday', '1990-11-23', '2026-11-23T12:00:00Z', 36],
  ['late in the evening it is already tomorrow in Tallinn', '1990-11-23', '2026-11-22T22:30:00Z', 36],
  ['born on 29 February, on 28 February of a common year', '2000-02-29', '2027-02-28T12:00:00Z', 26],
  ['born on 29 February, on 1 March of a common year', '2000-02-29', '2027-03-01T12:00:00Z', 27],
  ['born today', '2026-11-23', '2026-11-23T12:00:00Z', 0],
])('%s', (_why, birthDate, now, years) => {
  expect(ageInYears(birthDate, new Date(now), 'Europe/Tallinn')).toBe(years)
})
