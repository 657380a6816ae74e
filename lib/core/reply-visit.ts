import type { AppointmentStatus } from '#lib/core/appointment-status.ts'
import { visitStateOf } from '#lib/core/visit-answer.ts'

/** Why a yes or a no is left for a person to read. */
export const UNCLEAR_REASONS = ['no_visit', 'other_text', 'several_visits', 'over', 'moved', 'cancelled'] as const
export type UnclearReason = (typeof UNCLEAR_REASONS)[number]

/** A visit that the number was told of by SMS, with the text that told of it last. */
export type ToldVisit = {
  appointmentId: string
  deliveryId: string
  status: AppointmentStatus
  version: number
  startsAt: Date
}

/**
 * The visit that a yes or a no is about: the one that the number's latest text told of, as long as no other visit could be meant.
 * Everything else is for a person to read: a guess would cancel somebody's appointment.
 */
export function visitOfReply<V extends ToldVisit>(
  told: readonly V[],
  { latestDeliveryId, now }: { latestDeliveryId: string | null; now: Date },
): { visit: V } | { unclear: UnclearReason } {
  if (told.length === 0) return { unclear: 'no_visit' }
  const about = told.filter(({ deliveryId }) => deliveryId === latestDeliveryId)
  const [visit] = about
  if (!visit) return { unclear: 'other_text' }
  const others = told.filter((other) => other !== visit && ['open', 'confirmed'].includes(visitStateOf(other, now)))
  return about.length > 1 || others.length > 0 ? { unclear: 'several_visits' } : { visit }
}
