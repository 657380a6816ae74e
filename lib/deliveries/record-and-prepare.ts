import type { Tx } from '#db/client.ts'
import { keepBatches } from '#db/queries/batches.ts'
import type { DueDelivery } from '#db/queries/hand-over.ts'
import { readDueDeliveries, writeIntents } from '#db/queries/hand-over.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import type { HandOver } from '#lib/deliveries/hand-over.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import type { PlannedWindow } from '#lib/deliveries/prepare-window.ts'
import { onlyTaken, planWindow } from '#lib/deliveries/prepare-window.ts'
import { putBack } from '#lib/deliveries/put-back.ts'
import { Overtaken, recordWhatIsOurs, recordWindow } from '#lib/deliveries/record-window.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { together } from '#lib/runtime/together.ts'
import { asWorkerOverAndOver } from '#lib/runtime/transaction.ts'

/** Where the next window is taken from. */
export type Place = { inHand: BatchInHand; after: string; exhausted: boolean }

export type Lane<Outbound> = Required<HandOver<Outbound>> & {
  place: Place | null
  inHands: Set<BatchInHand>
  idle: boolean
}

/** One step of a lane: a window to record, a place to take the next from, or both. */
export type StepOf<Outbound> = {
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

export type Done<Outbound> = {
  next: Window<Outbound> | null
  place: Place | null
  keptAt: number
  kept: BatchInHand[]
  back: BatchInHand[]
}

/**
 * Changes nothing in memory but what the database has just said of a batch, so that it can be tried again as a whole.
 *
 * What can be sent together is: nobody waits for an answer that is nearly always the same. Where one says that somebody was
 * faster, nothing of the transaction stands, and the second time it goes step by step.
 */
export async function recordAndPrepare<Outbound>(step: StepOf<Outbound>): Promise<Done<Outbound>> {
  try {
    return await asWorkerOverAndOver((tx) => recordAndPrepareIn(tx, step, AT_ONCE))
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error
    return asWorkerOverAndOver((tx) => recordAndPrepareIn(tx, step, STEP_BY_STEP))
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

function byCampaign(a: BatchInHand, b: BatchInHand): number {
  return (a.batch.campaignId ?? '') < (b.batch.campaignId ?? '') ? -1 : 1
}
