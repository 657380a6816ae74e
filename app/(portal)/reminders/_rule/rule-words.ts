import type { ReminderRule } from '#db/queries/reminder-rules.ts'

/** The parts of a rule's moment, as keys of the messages under `reminders.moments` with what they count. */
export type MomentWords = { title: MomentKey; note: NoteKey; count: number; time: string }
type MomentKey =
  | 'when_made'
  | 'after_hours'
  | 'after_minutes'
  | 'before_hours'
  | 'before_minutes'
  | 'day_before'
  | 'time_changed'
type NoteKey = 'when_made' | 'after_made' | 'before_visit' | 'day_before' | 'time_changed'

const MINUTES_PER_HOUR = 60

export function momentWords({
  moment,
  minutes,
  days,
  atLocal,
}: Pick<ReminderRule, 'moment' | 'minutes' | 'days' | 'atLocal'>): MomentWords {
  const time = atLocal ?? ''
  if (moment === 'day_before') return { title: 'day_before', note: moment, count: days ?? 0, time }
  if (moment === 'when_made' || moment === 'time_changed') return { title: moment, note: moment, count: 0, time }
  const side = moment === 'after_made' ? 'after' : 'before'
  const { amount, unit } = amountOf(minutes ?? 0)
  return { title: `${side}_${unit}`, note: moment, count: amount, time }
}

/** Whole hours where it is whole hours, as people say it. */
export function amountOf(minutes: number): { amount: number; unit: 'minutes' | 'hours' } {
  return minutes % MINUTES_PER_HOUR === 0
    ? { amount: minutes / MINUTES_PER_HOUR, unit: 'hours' }
    : { amount: minutes, unit: 'minutes' }
}
