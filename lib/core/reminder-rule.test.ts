import { describe, expect, test } from 'vitest'

import type { Instants, RuleToApply, VisitToRemind } from '#lib/core/reminder-rule.ts'
import { reminderFor } from '#lib/core/reminder-rule.ts'

// The visit is on Wednesday at 14:00, booked on Monday at 10:00, unless a line says otherwise.
const at = (text: string) => new Date(`2027-03-${text}:00Z`)
const RULE: RuleToApply = {
  moment: 'before_visit',
  lateBooking: 'confirmation',
  hasTimeChanged: true,
  hasFromBooking: false,
  isNearestMissed: true,
}
const VISIT: VisitToRemind = { startsAt: at('10T14:00'), madeAt: at('08T10:00'), told: 'never' }
const AT: Instants = { sendAt: at('09T14:00'), firstAfterBooking: at('08T10:00'), now: at('08T10:00') }

const planned = (kind: string, dueAt: string) => ({ status: 'planned', kind, dueAt: at(dueAt) })
const skipped = (reason: string) => ({ status: 'skipped', reason })

describe('rules counted back from the visit', () => {
  test.each<[string, Partial<RuleToApply>, Partial<VisitToRemind>, Partial<Instants>, object]>([
    ['booked in good time', {}, {}, {}, planned('reminder', '09T14:00')],
    [
      'booked at the very moment: that moment is the booking’s',
      {},
      { madeAt: at('09T14:00') },
      { firstAfterBooking: at('09T14:00'), now: at('09T14:00') },
      planned('confirmation', '09T14:00'),
    ],
    [
      'booked later: a confirmation at once',
      {},
      { madeAt: at('10T08:00') },
      { firstAfterBooking: at('10T08:00'), now: at('10T08:00') },
      planned('confirmation', '10T08:00'),
    ],
    [
      'booked at night: a confirmation in the morning',
      {},
      { madeAt: at('09T21:00') },
      { firstAfterBooking: at('10T07:00'), now: at('09T21:00') },
      planned('confirmation', '10T07:00'),
    ],
    [
      'booked at night for the first hour: no text can come in time',
      {},
      { madeAt: at('09T21:00'), startsAt: at('10T07:10') },
      { firstAfterBooking: at('10T07:00'), now: at('09T21:00') },
      skipped('visit_first'),
    ],
    [
      'booked later, and the rule skips those',
      { lateBooking: 'skip' },
      { madeAt: at('10T08:00') },
      {},
      skipped('late_booking'),
    ],
    [
      'booked later, and another rule tells of each booking',
      { hasFromBooking: true },
      { madeAt: at('10T08:00') },
      {},
      skipped('told_when_made'),
    ],
    [
      'two rules missed: one confirmation, of the nearest',
      { isNearestMissed: false },
      { madeAt: at('10T08:00') },
      {},
      skipped('late_booking'),
    ],
    ['no sending hour before it at all', { lateBooking: 'skip' }, {}, { sendAt: null }, skipped('late_booking')],
    ['moved, with the rule’s moment still ahead', {}, { told: 'wrong_now' }, {}, planned('reminder', '09T14:00')],
    [
      'moved to soon: the text about the change tells it',
      {},
      { told: 'wrong_now', madeAt: at('10T08:00') },
      {},
      skipped('told_of_change'),
    ],
    [
      'moved to soon, and the chain has no text about changes',
      { hasTimeChanged: false, hasFromBooking: true },
      { told: 'wrong_now', madeAt: at('10T08:00') },
      { firstAfterBooking: at('10T08:00'), now: at('10T08:00') },
      planned('confirmation', '10T08:00'),
    ],
    [
      'moved away and back: what was told is right again',
      {},
      { told: 'still_right', madeAt: at('10T08:00') },
      {},
      skipped('told_of_change'),
    ],
    ['the rule is newer than its moment for this visit', {}, {}, { now: at('09T15:00') }, skipped('rule_after_due')],
  ])('%s', (_why, rule, visit, instants, expected) => {
    expect(reminderFor({ ...RULE, ...rule }, { ...VISIT, ...visit }, { ...AT, ...instants })).toMatchObject(expected)
  })
})

describe('rules counted from the booking', () => {
  const FROM: Partial<RuleToApply> = { moment: 'after_made' }
  test.each<[string, Partial<RuleToApply>, Partial<VisitToRemind>, Partial<Instants>, object | null]>([
    ['booked in good time', FROM, {}, { sendAt: at('08T10:30') }, planned('reminder', '08T10:30')],
    ['the visit starts first', FROM, { startsAt: at('08T10:20') }, { sendAt: at('08T10:30') }, skipped('visit_first')],
    [
      'the visit starts so soon after that it helps nobody',
      FROM,
      { startsAt: at('08T10:45') },
      { sendAt: at('08T10:30') },
      skipped('visit_first'),
    ],
    [
      'a minute sooner it does',
      FROM,
      { startsAt: at('08T10:46') },
      { sendAt: at('08T10:30') },
      planned('reminder', '08T10:30'),
    ],
    ['moved after it was told: not told again as new', FROM, { told: 'wrong_now' }, { sendAt: at('08T10:30') }, null],
    ['a changed time that was never told', { moment: 'time_changed' }, {}, { sendAt: at('08T10:00') }, null],
    [
      'a changed time that was told',
      { moment: 'time_changed' },
      { told: 'wrong_now' },
      { sendAt: at('08T10:00') },
      planned('time_changed', '08T10:00'),
    ],
    [
      'moved back to what was told',
      { moment: 'time_changed' },
      { told: 'still_right' },
      { sendAt: at('08T10:00') },
      null,
    ],
    [
      'a changed time, too late for a text: somebody calls',
      { moment: 'time_changed' },
      { told: 'wrong_now', startsAt: at('08T10:05') },
      { sendAt: at('08T10:00') },
      skipped('visit_first'),
    ],
  ])('%s', (_why, rule, visit, instants, expected) => {
    const given = reminderFor({ ...RULE, ...rule }, { ...VISIT, ...visit }, { ...AT, ...instants })
    if (expected === null) expect(given).toBeNull()
    else expect(given).toMatchObject(expected)
  })
})
