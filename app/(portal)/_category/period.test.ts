import { expect, test } from 'vitest'

import { periodOf } from './period.ts'

test.each([
  ['nothing chosen is today', undefined, 'today', '2027-03-02', '2027-03-02'],
  ['yesterday', 'yesterday', 'yesterday', '2027-03-01', '2027-03-01'],
  ['seven days end today', 'week', 'week', '2027-02-24', '2027-03-02'],
  ['one day', '2027-01-05', 'day', '2027-01-05', '2027-01-05'],
  ['a day that no calendar has is today', '2027-02-30', 'today', '2027-03-02', '2027-03-02'],
  ['a day that has not come is today', '2027-03-03', 'today', '2027-03-02', '2027-03-02'],
])('%s', (_why, period, key, from, to) => {
  expect(periodOf({ period }, '2027-03-02')).toEqual({ key, from, to })
})
