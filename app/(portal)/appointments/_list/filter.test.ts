import { describe, expect, test } from 'vitest'

import { appointmentFilterOf, appointmentPlaceOf, neighbours, shownDaysOf } from './filter.ts'

const TODAY = '2027-03-01'
const CLINIC = '0190b7a8-0000-7000-8000-000000000001'
const filter = (params: Record<string, string>, chosenClinicId: string | null = null) =>
  appointmentFilterOf(params, { today: TODAY, chosenClinicId })

describe('the days that a list shows', () => {
  test.each<[string, Record<string, string>, string | null, string | null]>([
    ['today on, unless the address says otherwise', {}, TODAY, null],
    ['one day', { range: 'day', on: '2027-03-28' }, '2027-03-28', '2027-03-28'],
    ['a week, over the end of a month', { range: 'week', on: '2027-03-29' }, '2027-03-29', '2027-04-04'],
    ['what lies behind, today included', { range: 'past' }, null, TODAY],
    ['a day that there is not', { range: 'day', on: '2027-02-30' }, TODAY, TODAY],
    ['a range somebody mistyped', { range: 'year' }, TODAY, null],
  ])('%s', (_why, params, fromDay, toDay) => {
    expect(filter(params)).toMatchObject({ fromDay, toDay })
  })
})

test('the clinic of the top bar counts until the address names one, or none', () => {
  expect(filter({}, CLINIC).clinicId).toBe(CLINIC)
  expect(filter({ clinic: '' }, CLINIC).clinicId).toBeUndefined()
})

test('what lies behind is read latest first, and a page back against that', () => {
  expect(appointmentPlaceOf({}, 'ahead')).toEqual({ forwards: true, beyond: undefined, backwards: false })
  expect(appointmentPlaceOf({ after: CLINIC }, 'past')).toEqual({ forwards: false, beyond: CLINIC, backwards: false })
  expect(appointmentPlaceOf({ before: CLINIC }, 'past')).toEqual({ forwards: true, beyond: CLINIC, backwards: true })
  expect(appointmentPlaceOf({ before: CLINIC }, 'day')).toEqual({ forwards: false, beyond: CLINIC, backwards: true })
})

test('leafing goes by as many days as are shown', () => {
  expect(neighbours(shownDaysOf({ range: 'day', on: '2027-03-01' }, TODAY))).toEqual({
    earlier: '2027-02-28',
    later: '2027-03-02',
  })
  expect(neighbours(shownDaysOf({ range: 'week', on: '2027-03-01' }, TODAY))).toEqual({
    earlier: '2027-02-22',
    later: '2027-03-08',
  })
  expect(neighbours(shownDaysOf({}, TODAY))).toBeNull()
})
