import { keepBatch } from '#db/queries/batches.ts'
import type { Carries } from '#lib/deliveries/claim.ts'
import type { Gate } from '#lib/deliveries/gate.ts'
import { openGate } from '#lib/deliveries/gate.ts'
import { handOverStep } from '#lib/deliveries/hand-over-step.ts'
import { KEPT_BACK } from '#lib/deliveries/in-hand.ts'
import type { Line } from '#lib/deliveries/line.ts'
import type { Lane } from '#lib/deliveries/record-and-prepare.ts'
import { createSlots, sendWindow } from '#lib/deliveries/send-window.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const LEASE_SECONDS = 60

export type HandOver<Outbound> = {
  line: Line<Outbound>
  /** Texts on the wire at once. */
  windowSize: number
  stopping: AbortSignal
  leaseSeconds?: number
  /** Shared by the lanes of an account; without one everything due is taken, as fast as it goes. */
  gate?: Gate
  /** Only the sandbox's own lanes carry trials; everybody else what is meant for patients. */
  carries?: Carries
}

export type HandedOver = {
  sent: number
  /** Nothing more is due now, or not for this account. */
  idle: boolean
  /** The provider did not take texts, so that it is wise to wait. */
  troubled: boolean
}

/**
 * Hands batches of a channel to its provider, each text at most once, until none is due or it is asked to stop.
 *
 * `submitting` is committed for a window before its first byte leaves, the following window's while this one is on the wire;
 * no transaction is open while the provider answers. If the process dies, at most two windows are left in doubt: they become
 * `unknown` and are never sent again unasked. A batch whose lease was lost is let go at once: nothing is written about it.
 */
export async function handOverBatches<Outbound>(options: HandOver<Outbound>): Promise<HandedOver> {
  const { windowSize, leaseSeconds = LEASE_SECONDS, gate = openGate(windowSize), carries = 'texts' } = options
  const lane: Lane<Outbound> = { ...options, leaseSeconds, gate, carries, place: null, inHands: new Set(), idle: false }
  const slots = createSlots(windowSize)
  const heart = setInterval(() => void keepLeases(lane), (leaseSeconds * 1000) / 3)
  let sent = 0
  try {
    let window = await handOverStep(lane, null)
    let following = window && handOverStep(lane, null)
    while (window) {
      const current = window
      const { started, answered } = sendWindow(current, { ...lane, provider: lane.line.provider, slots })
      await started
      const next = await following
      const recorded = answered.then(() => {
        sent += current.deliveries.filter(({ outcome }) => outcome !== KEPT_BACK).length
        return handOverStep(lane, current)
      })
      recorded.catch(() => {}) // awaited below, but perhaps later than it fails
      // What the last recording finds due is sent as well: its intent is written.
      window = next ?? (await recorded)
      following = next ? recorded : window && handOverStep(lane, null)
    }
    return { sent, idle: lane.idle, troubled: gate.breaker.width() === 0 }
  } finally {
    clearInterval(heart)
  }
}

/** Between the steps of a slow provider the leases are renewed by the clock. */
async function keepLeases<Outbound>(lane: Lane<Outbound>): Promise<void> {
  for (const inHand of lane.inHands) {
    if (inHand.lost) continue
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
