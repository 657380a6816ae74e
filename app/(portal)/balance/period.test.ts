import { describe, expect, test } from 'vitest'

import { bucketsOf, debitFilterOf } from './period.ts'

const TODAY = '2026-10-14'
const END_OF_MONTH = '2026-10-31'
const filterOf = (params: Record<string, string>) => debitFilterOf(params, TODAY, null)

describe('the days of the statistics', () => {
  test.each([
    ['nothing said: half a year, from the first of a month', {}, '2026-05-01', END_OF_MONTH, 'month'],
    ['30 days, today among them', { period: '30d' }, '2026-09-15', TODAY, 'day'],
    ['a year', { period: '12m' }, '2025-11-01', END_OF_MONTH, 'month'],
    ['two dates', { period: 'dates', from: '2026-01-05', to: '2026-03-04' }, '2026-01-05', '2026-03-04', 'month'],
    [
      'the wrong way round',
      { period: 'dates', from: '2026-03-04', to: '2026-03-01' },
      '2026-03-01',
      '2026-03-04',
      'day',
    ],
    ['half typed', { period: 'dates', from: '2026-10-01' }, '2026-10-01', TODAY, 'day'],
    [
      'a date that no calendar has',
      { period: 'dates', from: '2026-02-30', to: '2026-02-28' },
      '2026-01-30',
      '2026-02-28',
      'day',
    ],
    ['five years at most', { period: 'dates', from: '2001-01-01' }, '2021-10-01', TODAY, 'month'],
    ['a period nobody knows', { period: 'ever' }, '2026-05-01', END_OF_MONTH, 'month'],
  ])('%s', (_why, params, from, to, bucket) => {
    expect(filterOf(params as Record<string, string>)).toMatchObject({ from, to, bucket })
  })
})

test('bars are there also for days and months without texts', () => {
  expect(bucketsOf(filterOf({}))).toEqual(['05', '06', '07', '08', '09', '10'].map((month) => `2026-${month}-01`))
  expect(bucketsOf(filterOf({ period: '30d' }))).toHaveLength(30)
})

test('the clinic chosen in the top bar holds until the list is asked for another, or for all', () => {
  const clinic = '0199a2a0-0000-7000-8000-000000000001'
  expect(debitFilterOf({}, TODAY, clinic).clinicId).toBe(clinic)
  expect(debitFilterOf({ clinic: '' }, TODAY, clinic).clinicId).toBeUndefined()
})
