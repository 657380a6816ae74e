import type { Tx } from '#db/client.ts'
import type { Outcome, PartRef } from '#db/queries/outcomes.ts'
import { insertRefs, writeOutcomes } from '#db/queries/outcomes.ts'
import { STATUS_AFTER } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import type { Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import type { SendOutcome } from '#lib/providers/provider.ts'
import { together } from '#lib/runtime/together.ts'

const MAX_REASON_CHARACTERS = 200

/** Some of a window was taken from us since: what assumed otherwise must not stand. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/**
 * Writes what became of a window, all statements sent at once. The caller settles the changes.
 *
 * @throws Overtaken when somebody has changed one of its deliveries: then the transaction has to be rolled back
 */
export async function recordWindow(tx: Tx, window: Window<unknown>, provider: string): Promise<StatusChange[]> {
  const answered = answersOf(window)
  const [written] = await together([
    writeOutcomes(tx, window.inHand.batch, outcomesOf(answered)),
    insertRefs(tx, window.inHand.batch, provider, refsOf(answered)),
  ])
  if (written.size < answered.length) throw new Overtaken()
  return changesOf(answered)
}

/** The same, step by step: what somebody else has changed is left to them. */
export async function recordWhatIsOurs(tx: Tx, window: Window<unknown>, provider: string): Promise<StatusChange[]> {
  const answered = answersOf(window)
  const written = await writeOutcomes(tx, window.inHand.batch, outcomesOf(answered))
  const ours = answered.filter(({ change }) => written.has(change.deliveryId))
  await insertRefs(tx, window.inHand.batch, provider, refsOf(ours))
  return changesOf(ours)
}

type Answered = { change: Window<unknown>['deliveries'][number]['change']; outcome: SendOutcome }

function answersOf({ deliveries }: Window<unknown>): Answered[] {
  return deliveries.map(({ change, outcome }) => ({ change, outcome: outcome ?? KEPT_BACK }))
}

function changesOf(answered: readonly Answered[]): StatusChange[] {
  return answered.map(({ change, outcome }) => ({ ...change, from: 'submitting', to: STATUS_AFTER[outcome.outcome] }))
}

function outcomesOf(answered: readonly Answered[]): Outcome[] {
  return answered.map(({ change, outcome }) => outcomeOf(change.deliveryId, outcome))
}

function refsOf(answered: readonly Answered[]): PartRef[] {
  return answered.flatMap(({ change, outcome }) => refsOfOne(change.deliveryId, outcome))
}

function outcomeOf(deliveryId: string, outcome: SendOutcome): Outcome {
  const status = STATUS_AFTER[outcome.outcome]
  if (outcome.outcome === 'rejected') return { deliveryId, status, reason: outcome.reason }
  if (outcome.outcome === 'unknown')
    return { deliveryId, status, reason: outcome.detail.slice(0, MAX_REASON_CHARACTERS) }
  return { deliveryId, status, reason: null }
}

function refsOfOne(deliveryId: string, outcome: SendOutcome): PartRef[] {
  if (outcome.outcome !== 'accepted' && outcome.outcome !== 'unknown') return []
  const refs = outcome.refs ?? []
  return refs.flatMap((ref, index) => (ref === null ? [] : [{ deliveryId, ref, part: index + 1, parts: refs.length }]))
}
