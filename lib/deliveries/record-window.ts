import type { Tx } from '#db/client.ts'
import type { Outcome, PartRef } from '#db/queries/outcomes.ts'
import { insertRefs, writeOutcomes } from '#db/queries/outcomes.ts'
import { STATUS_AFTER } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import type { Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'

const MAX_REASON_CHARACTERS = 200

/** Writes what became of a window. The caller has made sure that the batch is still ours, and settles the changes. */
export async function recordWindow(tx: Tx, window: Window<unknown>, provider: string): Promise<StatusChange[]> {
  const { batch } = window.inHand
  const answered = window.deliveries.map(({ change, outcome }) => ({ change, outcome: outcome ?? KEPT_BACK }))
  const written = await writeOutcomes(
    tx,
    batch,
    answered.map(({ change, outcome }) => outcomeOf(change.deliveryId, outcome)),
  )
  const ours = answered.filter(({ change }) => written.has(change.deliveryId))
  await insertRefs(
    tx,
    batch,
    provider,
    ours.flatMap(({ change, outcome }) => refsOf(change.deliveryId, outcome)),
  )
  return ours.map(({ change, outcome }) => ({ ...change, from: 'submitting', to: STATUS_AFTER[outcome.outcome] }))
}

function outcomeOf(deliveryId: string, outcome: SendOutcome): Outcome {
  const status = STATUS_AFTER[outcome.outcome]
  if (outcome.outcome === 'rejected') return { deliveryId, status, reason: outcome.reason }
  if (outcome.outcome === 'unknown')
    return { deliveryId, status, reason: outcome.detail.slice(0, MAX_REASON_CHARACTERS) }
  return { deliveryId, status, reason: null }
}

function refsOf(deliveryId: string, outcome: SendOutcome): PartRef[] {
  if (outcome.outcome !== 'accepted' && outcome.outcome !== 'unknown') return []
  const refs = outcome.refs ?? []
  return refs.flatMap((ref, index) => (ref === null ? [] : [{ deliveryId, ref, part: index + 1, parts: refs.length }]))
}
