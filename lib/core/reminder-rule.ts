export const MOMENTS = ['when_made', 'after_made', 'before_visit', 'day_before', 'time_changed'] as const
export type Moment = (typeof MOMENTS)[number]

export const REMINDER_KINDS = ['reminder', 'confirmation', 'time_changed'] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

// Why a rule gives a visit nothing, though the visit is one of its own.
export const SKIP_REASONS = [
  // The visit starts before the next sending hour, or so soon that a text helps nobody.
  'visit_first',
  // Booked after the rule's moment, and the rule says to skip.
  'late_booking',
  // Booked after the rule's moment, and another text tells of the booking.
  'told_when_made',
  'told_of_change',
  // The rule came, or was changed, after its moment for this visit had passed.
  'rule_after_due',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** A text so shortly before the visit helps nobody: then it is too late. */
export const USELESS_MINUTES = 15

export type VisitToRemind = {
  startsAt: Date
  /** When this version of the appointment came to be: the booking, or its latest move. */
  madeAt: Date
  /** Whether an earlier version was told to the patient, and what was said then no longer holds. */
  told: 'never' | 'still_right' | 'wrong_now'
}

export type RuleToApply = {
  moment: Moment
  lateBooking: 'confirmation' | 'skip'
  /** Whether the clinic has a rule for changed times, and one that counts from the booking, over the same channel. */
  hasTimeChanged: boolean
  hasFromBooking: boolean
  /** Whether, of several rules with a confirmation that a late booking has missed, this is the one nearest to the visit. */
  isNearestMissed: boolean
}

export type Instants = {
  /** The rule's moment, moved into sending hours: earlier where it counts back from the visit, later where it counts from the booking. */
  sendAt: Date | null
  /** The first sending hour from the booking on. */
  firstAfterBooking: Date | null
  /** When this is decided: in the transaction of the booking its own moment, later where the rule has changed. */
  now: Date
}

export type Planned =
  | { status: 'planned'; kind: ReminderKind; dueAt: Date }
  | { status: 'skipped'; kind: ReminderKind; reason: SkipReason }

/**
 * What a rule gives for a version of an appointment; null where it has nothing to say to it.
 *
 * The planner decides in SQL for thousands of visits at once (db/queries/reminder-plan.ts); this is the rule that it is held to, and
 * what a preview of one visit shows.
 */
export function reminderFor(rule: RuleToApply, visit: VisitToRemind, at: Instants): Planned | null {
  const planned = decide(rule, visit, at)
  if (planned?.status === 'planned' && planned.dueAt < at.now)
    return { ...skipped('rule_after_due'), kind: planned.kind }
  return planned
}

export function countsFromBooking(moment: Moment): boolean {
  return moment !== 'before_visit' && moment !== 'day_before'
}

function decide(rule: RuleToApply, visit: VisitToRemind, at: Instants): Planned | null {
  if (rule.moment === 'time_changed') {
    return visit.told === 'wrong_now' ? fromBooking('time_changed', at.sendAt, visit) : null
  }
  if (countsFromBooking(rule.moment)) {
    return visit.told === 'never' ? fromBooking('reminder', at.sendAt, visit) : null
  }
  if (at.sendAt && at.sendAt > visit.madeAt) return { status: 'planned', kind: 'reminder', dueAt: at.sendAt }
  if (visit.told === 'still_right' || (visit.told === 'wrong_now' && rule.hasTimeChanged))
    return skipped('told_of_change')
  if (rule.lateBooking === 'skip') return skipped('late_booking')
  if (visit.told === 'never' && rule.hasFromBooking) return skipped('told_when_made')
  if (!rule.isNearestMissed) return skipped('late_booking')
  return fromBooking('confirmation', at.firstAfterBooking, visit)
}

function fromBooking(kind: ReminderKind, sendAt: Date | null, { startsAt }: VisitToRemind): Planned {
  if (!sendAt || sendAt.getTime() >= uselessFrom(startsAt).getTime())
    return { status: 'skipped', kind, reason: 'visit_first' }
  return { status: 'planned', kind, dueAt: sendAt }
}

/** The instant from which a text about the visit is too late. */
export function uselessFrom(startsAt: Date): Date {
  return new Date(startsAt.getTime() - USELESS_MINUTES * 60_000)
}

function skipped(reason: SkipReason): { status: 'skipped'; kind: ReminderKind; reason: SkipReason } {
  return { status: 'skipped', kind: 'reminder', reason }
}
