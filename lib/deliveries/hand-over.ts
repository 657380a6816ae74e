import { setTimeout as pause } from 'node:timers/promises'

import type { Tx } from '#db/client.ts'
import { keepBatch } from '#db/queries/batches.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { claimBatch } from '#lib/deliveries/claim.ts'
import type { BatchInHand, Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import type { Line } from '#lib/deliveries/line.ts'
import { prepareWindow } from '#lib/deliveries/prepare-window.ts'
import { putBack } from '#lib/deliveries/put-back.ts'
import { recordWindow } from '#lib/deliveries/record-window.ts'
import { createSlots, sendWindow } from '#lib/deliveries/send-window.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const LEASE_SECONDS = 60
const BEFORE_THE_FIRST = '00000000-0000-0000-0000-000000000000'
const FIRST_RETRY_MILLISECONDS = 100
const LONGEST_RETRY_MILLISECONDS = 5000
/** So many windows of which nothing may leave are one transaction. */
const MAX_READS_A_STEP = 10
/** How long an outcome is kept for a database that does not answer. */
const PATIENCE_MILLISECONDS = 300_000

export type HandOver<Outbound> = {
  line: Line<Outbound>
  /** Texts on the wire at once. */
  windowSize: number
  stopping: AbortSignal
  leaseSeconds?: number
}

/** Where the next window is taken from. */
type Place = { inHand: BatchInHand; after: string; exhausted: boolean }

type Lane<Outbound> = Required<HandOver<Outbound>> & {
  place: Place | null
  inHands: Set<BatchInHand>
  troubled: boolean
  idle: boolean
}

/**
 * Hands batches of a channel to its provider, each text at most once, until none is due or it is asked to stop.
 *
 * `submitting` is committed for a window before its first byte leaves, the following window's while this one is on the wire;
 * no transaction is open while the provider answers. If the process dies, at most two windows are left in doubt: they become
 * `unknown` and are never sent again unasked. A batch whose lease was lost is let go at once: nothing is written about it.
 *
 * @returns how many texts it sent; whether nothing more is due now; whether the provider did not take them, so that it is wise to
 * wait
 */
export async function handOverBatches<Outbound>(
  options: HandOver<Outbound>,
): Promise<{ sent: number; idle: boolean; troubled: boolean }> {
  const lane: Lane<Outbound> = {
    leaseSeconds: LEASE_SECONDS,
    ...options,
    place: null,
    inHands: new Set(),
    troubled: false,
    idle: false,
  }
  const slots = createSlots(lane.windowSize)
  const heart = setInterval(() => void keepLeases(lane), (lane.leaseSeconds * 1000) / 3)
  let sent = 0
  try {
    let window = await step(lane, null)
    let following = window && step(lane, null)
    while (window) {
      const current = window
      const { started, answered } = sendWindow(current, lane.line.provider, slots, lane.stopping)
      await started
      window = await following
      following = answered.then(() => {
        sent += current.deliveries.filter(({ outcome }) => outcome !== KEPT_BACK).length
        return step(lane, current)
      })
      following.catch(() => {}) // awaited above or below, but perhaps later than it fails
    }
    await following
    return { sent, idle: lane.idle, troubled: lane.troubled }
  } finally {
    clearInterval(heart)
  }
}

/** One transaction: what became of the answered window, and the intent of the next one. Null when there is no next. */
async function step<Outbound>(
  lane: Lane<Outbound>,
  answered: Window<Outbound> | null,
): Promise<Window<Outbound> | null> {
  if (answered) {
    passStep('hand-over.answered')
    noteTrouble(lane, answered)
  }
  const { place, next, kept, back } = await persistently(lane.line.channel, () =>
    asWorker((tx) => recordAndPrepare(tx, lane, answered)),
  )
  if (next) passStep('hand-over.intent-committed')
  lane.place = place
  if (answered) answered.inHand.openWindows -= 1
  if (next) next.inHand.openWindows += 1
  for (const { inHand, at } of kept) {
    inHand.leaseEndsAt = at + lane.leaseSeconds * 1000
    lane.inHands.add(inHand)
  }
  for (const inHand of back) lane.inHands.delete(inHand)
  return next
}

type Step<Outbound> = {
  place: Place | null
  next: Window<Outbound> | null
  kept: { inHand: BatchInHand; at: number }[]
  back: BatchInHand[]
}

/** Changes nothing in memory but what the database has just said of a batch, so that it can be tried again as a whole. */
async function recordAndPrepare<Outbound>(
  tx: Tx,
  lane: Lane<Outbound>,
  answered: Window<Outbound> | null,
): Promise<Step<Outbound>> {
  const kept: Step<Outbound>['kept'] = []
  const changes: StatusChange[] = []
  const touched = new Set<BatchInHand>()
  const keep = async (inHand: BatchInHand) => {
    const at = performance.now()
    const status = await keepBatch(tx, inHand.batch, lane.leaseSeconds)
    if (status === null) inHand.lost = true
    else if (status !== 'claimed') inHand.closed = true
    if (status !== null) kept.push({ inHand, at })
    touched.add(inHand)
  }

  if (answered) {
    await keep(answered.inHand)
    if (!answered.inHand.lost) changes.push(...(await recordWindow(tx, answered, lane.line.provider.name)))
  }

  let place = lane.place
  let next: Window<Outbound> | null = null
  let reads = 0
  while (!next && reads < MAX_READS_A_STEP && !lane.stopping.aborted && !lane.troubled) {
    if (!place || place.exhausted || place.inHand.closed || place.inHand.lost) {
      const at = performance.now()
      const claimed = await claimBatch(tx, lane.line.channel, lane.leaseSeconds)
      if (!claimed) {
        lane.idle = true
        place = null
        break
      }
      const inHand = { batch: claimed.batch, openWindows: 0, closed: false, lost: false, leaseEndsAt: 0, notTaken: 0 }
      changes.push(...claimed.changes)
      kept.push({ inHand, at })
      touched.add(inHand)
      place = { inHand, after: BEFORE_THE_FIRST, exhausted: false }
    } else if (!touched.has(place.inHand)) {
      await keep(place.inHand)
      continue
    }
    const options = { after: place.after, limit: lane.windowSize }
    const { window, changes: intents, last, exhausted } = await prepareWindow(tx, lane.line, place.inHand, options)
    changes.push(...intents)
    reads += 1
    place = { inHand: place.inHand, after: last, exhausted }
    if (window.deliveries.length > 0) next = window
  }

  await settle(tx, changes)
  if (next) passStep('hand-over.intent-written')
  if (answered) passStep('hand-over.outcome-written')
  const back = [...touched].filter((inHand) => isOutOfHand(lane, inHand, { place, next, answered }))
  for (const inHand of back) if (!inHand.lost) await putBack(tx, inHand)
  return { place, next, kept, back }
}

/** Whether nothing of a batch is on the wire or still to be prepared. */
function isOutOfHand<Outbound>(
  lane: Lane<Outbound>,
  inHand: BatchInHand,
  { place, next, answered }: Pick<Step<Outbound>, 'place' | 'next'> & { answered: Window<Outbound> | null },
): boolean {
  const open = inHand.openWindows - Number(answered?.inHand === inHand) + Number(next?.inHand === inHand)
  const ended =
    place?.inHand !== inHand || !next || place.exhausted || inHand.closed || lane.stopping.aborted || lane.troubled
  return inHand.lost || (open === 0 && ended)
}

/** When a provider takes less than half of a window, more batches would only come back the same way. */
function noteTrouble<Outbound>(lane: Lane<Outbound>, { inHand, deliveries }: Window<Outbound>): void {
  const notTaken = deliveries.filter(({ outcome }) => outcome?.outcome === 'not_sent' && outcome !== KEPT_BACK).length
  inHand.notTaken += notTaken
  if (notTaken * 2 > deliveries.length) lane.troubled = true
}

/** Between the steps of a slow provider the leases are renewed by the clock. */
async function keepLeases<Outbound>(lane: Lane<Outbound>): Promise<void> {
  for (const inHand of lane.inHands) {
    const at = performance.now()
    try {
      const status = await asWorker((tx) => keepBatch(tx, inHand.batch, lane.leaseSeconds))
      if (status === null) inHand.lost = true
      else inHand.leaseEndsAt = at + lane.leaseSeconds * 1000
      if (status !== 'claimed') inHand.closed = true
    } catch (error) {
      log.error('a lease could not be renewed', error, { batchId: inHand.batch.batchId })
    }
  }
}

/** Tries until the database answers: what a provider said is known to nobody else. */
async function persistently<T>(channel: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      log.error('a step of a hand-over failed', error, { channel, attempt })
      if (performance.now() > giveUpAt) throw error
      await pause(Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (attempt - 1), LONGEST_RETRY_MILLISECONDS))
    }
  }
}
