import { claimBatch } from '#lib/deliveries/claim.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import { persistently } from '#lib/deliveries/persistently.ts'
import { putBack } from '#lib/deliveries/put-back.ts'
import type { Done, Lane, Place, StepOf } from '#lib/deliveries/record-and-prepare.ts'
import { recordAndPrepare } from '#lib/deliveries/record-and-prepare.ts'
import { recordPiecemeal } from '#lib/deliveries/record-piecemeal.ts'
import { setAside } from '#lib/deliveries/set-aside.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const BEFORE_THE_FIRST = '00000000-0000-0000-0000-000000000000'
/** So many windows of which nothing may leave are one step. */
const MAX_READS_A_STEP = 10

/**
 * Writes what became of the answered window and the intent of the next one, in one transaction. Null when there is no next.
 *
 * What fails for good is found out: an answer that cannot be written by itself, a window that cannot be prepared by setting its
 * batch aside. The lane goes on with other batches.
 */
export async function handOverStep<Outbound>(
  lane: Lane<Outbound>,
  answered: Window<Outbound> | null,
): Promise<Window<Outbound> | null> {
  if (answered) {
    passStep('hand-over.answered')
    noteNotTaken(answered)
  }
  let toRecord = answered
  for (let reads = 1; reads <= MAX_READS_A_STEP; reads += 1) {
    const place = await placeOf(lane)
    if (!toRecord && !place) return null
    const ended = !place || mayNotLeave(lane)
    const limit = lane.gate.windowSize()
    const step: StepOf<Outbound> = { lane, answered: toRecord, place, ended, limit, isLast: reads === MAX_READS_A_STEP }
    try {
      const done = await persistently(lane.line.channel, () => recordAndPrepare(step))
      takeIn(step, done)
      if (done.next || step.ended) return done.next
      toRecord = null
    } catch (error) {
      if (toRecord) await recordByItself(lane, toRecord)
      else if (place) await giveUpPreparing(lane, place.inHand, error)
      else throw error
      toRecord = null
    }
  }
  return null
}

function mayNotLeave<Outbound>({ stopping, gate }: Lane<Outbound>): boolean {
  return stopping.aborted || gate.breaker.width() === 0
}

/** The batch in hand while it has more, else the next that is due. */
async function placeOf<Outbound>(lane: Lane<Outbound>): Promise<Place | null> {
  const { place } = lane
  if (place && !place.exhausted && !place.inHand.closed && !place.inHand.lost && !place.inHand.failed) return place
  lane.place = null
  if (mayNotLeave(lane)) return null
  const claimed = await claimBatch(lane)
  lane.idle = claimed === null
  if (!claimed) return null
  lane.inHands.add(claimed)
  lane.place = { inHand: claimed, after: BEFORE_THE_FIRST, exhausted: false }
  return lane.place
}

/** The transaction has committed: what it did is so. */
function takeIn<Outbound>({ lane, answered }: StepOf<Outbound>, { next, place, keptAt, kept, back }: Done<Outbound>) {
  if (next) passStep('hand-over.intent-committed')
  lane.place = place
  if (answered) answered.inHand.openWindows -= 1
  if (next) next.inHand.openWindows += 1
  for (const inHand of kept) inHand.leaseEndsAt = keptAt + lane.leaseSeconds * 1000
  for (const inHand of back) {
    lane.inHands.delete(inHand)
    if (lane.place?.inHand === inHand) lane.place = null
  }
}

/** Once it is recorded, a batch that nobody goes on with is put back, as it would have been together with the rest. */
async function recordByItself<Outbound>(lane: Lane<Outbound>, window: Window<Outbound>): Promise<void> {
  const { inHand } = window
  await recordPiecemeal(lane, window)
  inHand.openWindows -= 1
  const goesOn = lane.place?.inHand === inHand && !lane.place.exhausted && !inHand.closed && !inHand.failed
  if (inHand.openWindows > 0 || (goesOn && !inHand.lost)) return
  lane.inHands.delete(inHand)
  if (!inHand.lost) await persistently(lane.line.channel, () => asWorker((tx) => putBack(tx, inHand)))
}

/** What is on the wire of the batch is still recorded; then, or now, it is set aside. */
async function giveUpPreparing<Outbound>(lane: Lane<Outbound>, inHand: BatchInHand, error: unknown): Promise<void> {
  log.error('a batch could not be prepared', error, { batchId: inHand.batch.batchId, chainId: inHand.batch.chainId })
  inHand.failed = true
  if (inHand.openWindows > 0) return
  lane.inHands.delete(inHand)
  await persistently(lane.line.channel, () => asWorker((tx) => setAside(tx, inHand.batch)))
}

function noteNotTaken<Outbound>({ inHand, deliveries }: Window<Outbound>): void {
  inHand.notTaken += deliveries.filter(({ outcome }) => outcome?.outcome === 'not_sent' && outcome !== KEPT_BACK).length
}
