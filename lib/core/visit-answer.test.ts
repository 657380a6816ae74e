import { describe, expect, test } from 'vitest'

import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import type { VisitAnswer } from '#lib/core/visit-answer.ts'
import { verdictOnAnswer, visitStateOf } from '#lib/core/visit-answer.ts'

const NOW = new Date('2027-03-01T10:00:00Z')
const AHEAD = new Date('2027-03-02T10:00:00Z')
const BEGUN = new Date('2027-03-01T10:00:00Z')

describe('where a visit stands', () => {
  test.each<[string, AppointmentStatus, Date, string]>([
    ['booked and ahead', 'scheduled', AHEAD, 'open'],
    ['nobody answered the phone: the page may do it', 'out_of_reach', AHEAD, 'open'],
    ['confirmed', 'confirmed', AHEAD, 'confirmed'],
    ['called off', 'cancelled', AHEAD, 'cancelled'],
    ['it begins this instant', 'confirmed', BEGUN, 'over'],
    ['called off, and its time has gone too', 'cancelled', BEGUN, 'over'],
    ['they sit in the waiting room already', 'arrived', AHEAD, 'over'],
    ['written down as missed', 'no_show', BEGUN, 'over'],
  ])('%s', (_why, status, startsAt, state) => {
    expect(visitStateOf({ status, version: 1, startsAt }, NOW)).toBe(state)
  })
})

describe('what an answer does', () => {
  test.each<[string, VisitAnswer, AppointmentStatus, object]>([
    ['yes', 'confirm', 'scheduled', { verdict: 'set', status: 'confirmed', before: 'scheduled' }],
    [
      'yes, of whom nobody reached',
      'confirm',
      'out_of_reach',
      { verdict: 'set', status: 'confirmed', before: 'out_of_reach' },
    ],
    ['yes again', 'confirm', 'confirmed', { verdict: 'already' }],
    ['no', 'decline', 'scheduled', { verdict: 'set', status: 'cancelled', before: 'scheduled' }],
    ['no, after a yes', 'decline', 'confirmed', { verdict: 'set', status: 'cancelled', before: 'confirmed' }],
    ['no again', 'decline', 'cancelled', { verdict: 'already' }],
    ['yes, after a no: the time may be taken', 'confirm', 'cancelled', { verdict: 'refused', reason: 'cancelled' }],
    ['yes, from the waiting room', 'confirm', 'arrived', { verdict: 'refused', reason: 'over' }],
    ['call me', 'call', 'scheduled', { verdict: 'note' }],
    ['call me, for I want to come after all', 'call', 'cancelled', { verdict: 'note' }],
    ['not me', 'not_me', 'scheduled', { verdict: 'note' }],
    ['not me, however late it is read', 'not_me', 'completed', { verdict: 'note' }],
  ])('%s', (_why, answer, status, verdict) => {
    expect(verdictOnAnswer(answer, { status, version: 3, startsAt: AHEAD }, { seenVersion: 3, now: NOW })).toEqual(
      verdict,
    )
  })

  test.each<[string, VisitAnswer, Date, number, object]>([
    ['yes to a time that holds no more', 'confirm', AHEAD, 2, { verdict: 'refused', reason: 'moved' }],
    [
      'no to a time that holds no more: they may like the new one',
      'decline',
      AHEAD,
      2,
      { verdict: 'refused', reason: 'moved' },
    ],
    ['a version that there is not yet', 'confirm', AHEAD, 4, { verdict: 'refused', reason: 'moved' }],
    ['call me, about whatever time', 'call', AHEAD, 2, { verdict: 'note' }],
    ['yes, when it has begun', 'confirm', BEGUN, 3, { verdict: 'refused', reason: 'over' }],
    ['no, when it has begun', 'decline', BEGUN, 3, { verdict: 'refused', reason: 'over' }],
    ['call me, when it has begun', 'call', BEGUN, 3, { verdict: 'refused', reason: 'over' }],
  ])('%s', (_why, answer, startsAt, seenVersion, verdict) => {
    expect(verdictOnAnswer(answer, { status: 'scheduled', version: 3, startsAt }, { seenVersion, now: NOW })).toEqual(
      verdict,
    )
  })
})
