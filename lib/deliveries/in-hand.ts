import type { ClaimedBatch } from '#db/queries/batches.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

/** A batch this process has claimed. */
export type BatchInHand = {
  batch: ClaimedBatch
  /** Windows written as `submitting` and not recorded yet. */
  openWindows: number
  /** Held back or called off meanwhile: nothing more of it may leave, but what is on the wire is recorded. */
  closed: boolean
  /** Another worker has it: nothing may leave and nothing may be written. */
  lost: boolean
  /** By the clock of `performance.now()`, which goes on while a process is stopped. */
  leaseEndsAt: number
  /** Texts that the provider did not take; they are tried again later. */
  notTaken: number
  /** Something of it could not be prepared or recorded, and would not be the next time either: it is set aside. */
  failed: boolean
}

/** Deliveries whose `submitting` is committed, and what became of each so far. */
export type Window<Outbound> = {
  inHand: BatchInHand
  deliveries: { change: Omit<StatusChange, 'from' | 'to'>; outbound: Outbound; outcome: SendOutcome | null }[]
}

/** Our own *not sent*: the text was kept back before the provider saw it. */
export const KEPT_BACK: SendOutcome = { outcome: 'not_sent', detail: 'kept back' }

/** Whether a text of a batch may be given to the provider at this instant, by the clock of `performance.now()`. */
export function mayLeave(
  { closed, lost, leaseEndsAt }: Pick<BatchInHand, 'closed' | 'lost' | 'leaseEndsAt'>,
  now = performance.now(),
): boolean {
  return !closed && !lost && now < leaseEndsAt
}
