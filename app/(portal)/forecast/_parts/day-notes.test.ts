import { expect, test } from 'vitest'

import { dayNotes } from './day-notes.ts'

const ZONE = 'Europe/Tallinn'
const closed = { id: 'h', clinicId: null, day: '2027-03-29', name: 'Kolimine', closed: true }

test('an ordinary day has no note', () => {
  expect(dayNotes(['2027-03-30'], ZONE, [], []).size).toBe(0)
})

test('a public holiday closes the clinics, unless the chain says that it is open', () => {
  const easter = [{ day: '2027-03-28', key: 'easter' }]
  expect(dayNotes(['2027-03-28'], ZONE, easter, []).get('2027-03-28')).toEqual({
    ...{ isClosed: true, publicKey: 'easter', ownNames: [], hours: 23 },
  })
  const open = { ...closed, day: '2027-03-28', name: '', closed: false }
  expect(dayNotes(['2027-03-28'], ZONE, easter, [open]).get('2027-03-28')).toMatchObject({ isClosed: false })
})

test('a day of one clinic is noted, but the others go on', () => {
  const one = { ...closed, clinicId: 'north' }
  expect(dayNotes(['2027-03-29'], ZONE, [], [one]).get('2027-03-29')).toMatchObject({
    isClosed: false,
    ownNames: ['Kolimine'],
  })
  expect(dayNotes(['2027-03-29'], ZONE, [], [closed]).get('2027-03-29')).toMatchObject({ isClosed: true })
})

test('a day on which the clocks change says how long it is', () => {
  expect(dayNotes(['2027-10-31'], ZONE, [], []).get('2027-10-31')).toMatchObject({ isClosed: false, hours: 25 })
})
