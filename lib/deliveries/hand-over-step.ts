import type { Tx } from '#db/client.ts'
import { keepBatches } from '#db/queries/batches.ts'
import type { DueDelivery } from '#db/queries/hand-over.ts'
import { readDueDeliveries, writeIntents } from '#db/queries/hand-over.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { claimBatch } from '#lib/deliveries/claim.ts'
import type { HandOver } from '#lib/deliveries/hand-over.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import { persistently } from '#lib/deliveries/persistently.ts'
import type { PlannedWindow } from '#lib/deliveries/prepare-window.ts'
import { onlyTaken, planWindow } from '#lib/deliveries/prepare-window.ts'
import { putBack } from '#lib/deliveries/put-back.ts'
import { recordPiecemeal } from '#lib/deliveries/record-piecemeal.ts'
import { Overtaken, recordWhatIsOurs, recordWindow } from '#lib/deliveries/record-window.ts'
import { setAside } from '#lib/deliveries/set-aside.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { together } from '#lib/runtime/together.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const BEFORE_THE_FIRST = '00000000-0000-0000-0000-000000000000'
/** So many windows of which nothing may leave are one step. */
const MAX_READS_A_STEP = 10

/** Where the next window is taken from. */
type Place = { inHand: BatchInHand; after: string; exhausted: boolean }

export type Lane<Outbound> = Required<HandOver<Outbound>> & {
  place: Place | null
  inHands: Set<BatchInHand>
  idle: boolean
}

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

type StepOf<Outbound> = {
  lane: Lane<Outbound>
  answered: Window<Outbound> | null
  place: Place | null
  /** Nothing more is to be prepared now. */
  ended: boolean
  /** How many deliveries the next window may have. */
  limit: number
  /** Whatever is not prepared by this is not prepared in this step. */
  isLast: boolean
}

type Done<Outbound> = {
  next: Window<Outbound> | null
  place: Place | null
  keptAt: number
  kept: BatchInHand[]
  back: BatchInHand[]
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

/**
 * Changes nothing in memory but what the database has just said of a batch, so that it can be tried again as a whole.
 *
 * What can be sent together is: nobody waits for an answer that is nearly always the same. Where one says that somebody was
 * faster, nothing of the transaction stands, and the second time it goes step by step.
 */
async function recordAndPrepare<Outbound>(step: StepOf<Outbound>): Promise<Done<Outbound>> {
  try {
    return await asWorker((tx) => recordAndPrepareIn(tx, step, AT_ONCE))
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error
    return asWorker((tx) => recordAndPrepareIn(tx, step, STEP_BY_STEP))
  }
}

async function recordAndPrepareIn<Outbound>(
  tx: Tx,
  step: StepOf<Outbound>,
  { read, write }: Way,
): Promise<Done<Outbound>> {
  const { lane, answered } = step
  const keptAt = performance.now()
  const touched = [...new Set([answered?.inHand, step.place?.inHand].filter((inHand) => inHand !== undefined))]
  const { kept, recorded, due } = await read(tx, step, touched)

  let { place } = step
  let planned: PlannedWindow<Outbound> | null = null
  if (place && due) {
    const last = due.at(-1)?.deliveryId ?? place.after
    place = { inHand: place.inHand, after: last, exhausted: due.length < step.limit }
    if (due.length > 0) planned = await planWindow(tx, lane.line, place.inHand, due)
  }
  const next = await write(tx, lane, recorded, planned)
  if (next) passStep('hand-over.intent-written')
  if (answered) passStep('hand-over.outcome-written')
  const back = touched.filter((inHand) => isOutOfHand(step, inHand, { place, next }))
  for (const inHand of back.toSorted(byCampaign)) if (!inHand.lost) await putBack(tx, inHand)
  return { next, place, keptAt, kept, back }
}

/** How the statements of a step follow each other. */
type Way = {
  read<Outbound>(tx: Tx, step: StepOf<Outbound>, touched: BatchInHand[]): Promise<ReadOf>
  write<Outbound>(
    tx: Tx,
    lane: Lane<Outbound>,
    recorded: StatusChange[],
    planned: PlannedWindow<Outbound> | null,
  ): Promise<Window<Outbound> | null>
}

type ReadOf = { kept: BatchInHand[]; recorded: StatusChange[]; due: DueDelivery[] | null }

const AT_ONCE: Way = {
  async read(tx, step, touched) {
    const { lane, answered } = step
    const [kept, recorded, due] = await together([
      keep(tx, lane, touched),
      answered && !answered.inHand.lost ? recordWindow(tx, answered, lane.line.provider.name) : [],
      mayPrepare(step) ? readDue(tx, step) : null,
    ])
    if (answered?.inHand.lost && recorded.length > 0) throw new Overtaken()
    return { kept, recorded, due: mayPrepare(step) ? due : null }
  },
  async write(tx, { line }, recorded, planned) {
    const [taken] = await together([
      planned ? writeIntents(tx, planned.window.inHand.batch, line.provider.name, planned.intents) : null,
      settle(tx, [...recorded, ...(planned?.changes ?? [])]),
    ])
    if (planned && taken && taken.size < planned.intents.length) throw new Overtaken()
    return windowOf(planned)
  },
}

const STEP_BY_STEP: Way = {
  async read(tx, step, touched) {
    const { lane, answered } = step
    const kept = await keep(tx, lane, touched)
    const isOurs = answered && !answered.inHand.lost
    const recorded = isOurs ? await recordWhatIsOurs(tx, answered, lane.line.provider.name) : []
    return { kept, recorded, due: mayPrepare(step) ? await readDue(tx, step) : null }
  },
  async write(tx, { line }, recorded, planned) {
    if (!planned) {
      await settle(tx, recorded)
      return null
    }
    const taken = await writeIntents(tx, planned.window.inHand.batch, line.provider.name, planned.intents)
    const ours = onlyTaken(planned, taken)
    await settle(tx, [...recorded, ...ours.changes])
    return windowOf(ours)
  },
}

function mayPrepare<Outbound>({ place, ended }: StepOf<Outbound>): boolean {
  return place !== null && !ended && !place.inHand.closed && !place.inHand.lost
}

async function readDue<Outbound>(tx: Tx, { place, limit }: StepOf<Outbound>): Promise<DueDelivery[]> {
  return place ? readDueDeliveries(tx, place.inHand.batch, { after: place.after, limit }) : []
}

function windowOf<Outbound>(planned: PlannedWindow<Outbound> | null): Window<Outbound> | null {
  return planned && planned.window.deliveries.length > 0 ? planned.window : null
}

/** Renews the leases of batches; what the database says of each is noted at once, for it stays true. */
async function keep<Outbound>(
  tx: Tx,
  { leaseSeconds }: Lane<Outbound>,
  inHands: BatchInHand[],
): Promise<BatchInHand[]> {
  const batches = inHands.map(({ batch }) => batch)
  const statuses = await keepBatches(tx, batches, leaseSeconds)
  for (const inHand of inHands) {
    const status = statuses.get(inHand.batch.batchId)
    if (status === undefined) inHand.lost = true
    else if (status !== 'claimed') inHand.closed = true
  }
  return inHands.filter(({ lost }) => !lost)
}

/** Whether nothing of a batch is on the wire or still to be prepared. */
function isOutOfHand<Outbound>(
  { answered, ended, isLast }: StepOf<Outbound>,
  inHand: BatchInHand,
  { place, next }: Pick<Done<Outbound>, 'place' | 'next'>,
): boolean {
  const open = inHand.openWindows - Number(answered?.inHand === inHand) + Number(next?.inHand === inHand)
  const isLeft =
    place?.inHand !== inHand || ended || place.exhausted || inHand.closed || inHand.failed || (isLast && !next)
  return inHand.lost || (open === 0 && isLeft)
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

function byCampaign(a: BatchInHand, b: BatchInHand): number {
  return (a.batch.campaignId ?? '') < (b.batch.campaignId ?? '') ? -1 : 1
}
