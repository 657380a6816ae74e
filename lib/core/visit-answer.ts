import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import { isBooked } from '#lib/core/appointment-status.ts'

/** What a patient can say about a visit: at the page of a text, and the first two by writing back. */
export const VISIT_ANSWERS = ['confirm', 'decline', 'call', 'not_me'] as const
export type VisitAnswer = (typeof VISIT_ANSWERS)[number]

/** The answers that set the appointment's status; the others ask somebody to do something. */
export type StatusAnswer = 'confirm' | 'decline'
export type BookedStatus = 'scheduled' | 'confirmed' | 'out_of_reach'

export type VisitNow = {
  status: AppointmentStatus
  version: number
  startsAt: Date
}

/** Where a visit stands for whom its text went to. */
export type VisitState = 'open' | 'confirmed' | 'cancelled' | 'over'

export type Obstacle = 'over' | 'cancelled' | 'moved'

export type AnswerVerdict =
  | { verdict: 'set'; status: AppointmentStatus; before: BookedStatus }
  /** It is so already: said twice, or staff have written it down. */
  | { verdict: 'already' }
  /** Nobody has to wait for a status: the wish is written down. */
  | { verdict: 'note' }
  | { verdict: 'refused'; reason: Obstacle }

/** What an appointment becomes by an answer. */
export const STATUS_AFTER: Record<StatusAnswer, AppointmentStatus> = { confirm: 'confirmed', decline: 'cancelled' }

export function visitStateOf({ status, startsAt }: VisitNow, now: Date): VisitState {
  if (status === 'cancelled') return startsAt > now ? 'cancelled' : 'over'
  if (startsAt <= now || !isBooked(status)) return 'over'
  return status === 'confirmed' ? 'confirmed' : 'open'
}

/**
 * What an answer does. `seenVersion` is the version of the appointment that the patient had before their eyes: a yes to a time that
 * holds no more is no yes to the new one. Whoever has declined does not get the time back by a link; it may be somebody else's.
 */
export function verdictOnAnswer(
  answer: VisitAnswer,
  visit: VisitNow,
  { seenVersion, now }: { seenVersion: number; now: Date },
): AnswerVerdict {
  if (answer === 'not_me') return { verdict: 'note' }
  const state = visitStateOf(visit, now)
  if (state === 'over') return { verdict: 'refused', reason: 'over' }
  if (answer === 'call') return { verdict: 'note' }
  if (seenVersion !== visit.version) return { verdict: 'refused', reason: 'moved' }
  const status = STATUS_AFTER[answer]
  if (visit.status === status) return { verdict: 'already' }
  if (state === 'cancelled') return { verdict: 'refused', reason: 'cancelled' }
  return { verdict: 'set', status, before: visit.status as BookedStatus }
}
