import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

// What a clinic asks about a send: did it arrive, is it under way, did it fail, is it uncertain, was it decided about, does it still
// leave, will it not. What is about to be handed over has not left: a pause takes most of it back.
export const STATUS_GROUPS = {
  delivered: ['delivered'],
  waiting: ['accepted'],
  failed: ['undelivered', 'expired', 'rejected'],
  unknown: ['unknown'],
  resent: ['resent'],
  writtenOff: ['written_off'],
  toSend: ['planned', 'submitting'],
  notSent: ['cancelled', 'suppressed', 'expired_unsent'],
} as const satisfies Record<string, readonly DeliveryStatus[]>

export type StatusGroup = keyof typeof STATUS_GROUPS
export const STATUS_GROUP_NAMES = Object.keys(STATUS_GROUPS) as StatusGroup[]

export type StatusCounts = Partial<Record<DeliveryStatus, number>>

export function groupCounts(counts: StatusCounts): Record<StatusGroup, number> {
  const sum = (statuses: readonly DeliveryStatus[]) =>
    statuses.reduce((total, status) => total + (counts[status] ?? 0), 0)
  return {
    delivered: sum(STATUS_GROUPS.delivered),
    waiting: sum(STATUS_GROUPS.waiting),
    failed: sum(STATUS_GROUPS.failed),
    unknown: sum(STATUS_GROUPS.unknown),
    resent: sum(STATUS_GROUPS.resent),
    writtenOff: sum(STATUS_GROUPS.writtenOff),
    toSend: sum(STATUS_GROUPS.toSend),
    notSent: sum(STATUS_GROUPS.notSent),
  }
}

/** Texts that were handed over, however that ended: what cannot be taken back. */
export function handedOver(groups: Record<StatusGroup, number>): number {
  return groups.delivered + groups.waiting + groups.failed + groups.unknown + groups.resent + groups.writtenOff
}
