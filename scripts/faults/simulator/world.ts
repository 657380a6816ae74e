import { bookingsOf } from '#lib/core/bookings.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import { receiptApplies, STATUS_AFTER } from '#lib/core/delivery-status.ts'
import type { StatusChange } from '#lib/core/status-change.ts'
import { sumChanges } from '#lib/core/status-change.ts'
import { textFate } from '#lib/core/text-fate.ts'
import type { Guards } from '#scripts/faults/simulator/guards.ts'

// The tables as far as sending goes. Every function is a transaction: all of it or nothing, at one instant. Statuses, receipts and
// money move by the product's own rules (lib/core); what SQL does with them is modelled.

export type Delivery = { id: string; batch: number; status: DeliveryStatus; epoch: number; parts: number }
export type Batch = {
  number: number
  status: 'ready' | 'held' | 'claimed' | 'done' | 'cancelled'
  epoch: number
  leaseUntil: number | null
}
type Receipt = { ref: string; status: 'delivered' | 'undelivered' | 'expired' | 'accepted' }
export type Answer = { outcome: keyof typeof STATUS_AFTER; refs: string[] }

export const PRICE_MICRO = 45_000
export const LEASE = 60

/** Who may follow whom: architecture.md, "Sending once". Anything else re-opens what was final, or skips a step. */
const MAY_FOLLOW: Partial<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  planned: ['submitting', 'cancelled'],
  submitting: ['planned', 'accepted', 'rejected', 'unknown'],
  unknown: ['accepted', 'delivered', 'undelivered', 'expired'],
  accepted: ['delivered', 'undelivered', 'expired'],
  undelivered: ['delivered'],
  expired: ['delivered'],
}

export class World {
  now = 0
  readonly guards: Guards
  readonly deliveries: Delivery[]
  readonly batches: Batch[]
  readonly account: { available: number; held: number; spent: number }
  readonly toppedUp: number
  readonly wrongs: string[] = []
  private readonly facts = new Set<string>()
  private readonly refs = new Map<string, { delivery: Delivery; part: number }>()
  private readonly reports: Receipt[] = []
  private due: Receipt[] = []

  constructor(guards: Guards, sizes: { batches: number; texts: number; longTexts: number }) {
    this.guards = guards
    this.batches = Array.from({ length: sizes.batches }, (_, number) => {
      return { number, status: 'ready', epoch: 0, leaseUntil: null }
    })
    this.deliveries = Array.from({ length: sizes.batches * sizes.texts }, (_, n) => {
      const batch = Math.floor(n / sizes.texts)
      return { id: `d${n}`, batch, status: 'planned', epoch: 0, parts: n < sizes.longTexts ? 2 : 1 }
    })
    const held = this.deliveries.length * PRICE_MICRO
    this.toppedUp = 2 * held
    this.account = { available: held, held, spent: 0 }
  }

  /** claimNextBatch and abandonSubmitting. */
  claim(): { batch: number; epoch: number } | null {
    const batch = this.batches.find(
      ({ status, leaseUntil }) =>
        (status === 'ready' || status === 'claimed') &&
        (leaseUntil === null || leaseUntil < this.now || !this.guards.has('lease')),
    )
    if (!batch) return null
    if (batch.leaseUntil !== null) this.abandon(batch)
    Object.assign(batch, { status: 'claimed', epoch: batch.epoch + 1, leaseUntil: this.now + LEASE })
    return { batch: batch.number, epoch: batch.epoch }
  }

  /** keepBatch: null when another has it. */
  keep({ batch, epoch }: { batch: number; epoch: number }): Batch['status'] | null {
    const found = this.batches[batch] as Batch
    const mine = found.epoch === epoch || !this.guards.has('epoch')
    if (!mine || found.leaseUntil === null) return null
    found.leaseUntil = this.now + LEASE
    return found.status
  }

  /** readDueDeliveries and writeIntents. */
  prepare(mine: { batch: number; epoch: number }, size: number, after: number): { window: Delivery[]; last: number } {
    const window: Delivery[] = []
    let last = after
    for (let place = after + 1; place < this.deliveries.length && window.length < size; place += 1) {
      const delivery = this.deliveries[place] as Delivery
      last = place
      if (delivery.batch === mine.batch && delivery.status === 'planned') window.push(delivery)
    }
    if (this.guards.has('intent before the first byte')) {
      this.settle(window.map((delivery) => this.move(delivery, 'submitting', mine.epoch)))
    }
    return { window, last }
  }

  /** A text is given to the provider: only what is written down as being on the wire in this hand may be. */
  noteLeaving({ id, status, epoch }: Delivery, mine: { epoch: number }): void {
    if (status !== 'submitting' || epoch !== mine.epoch) this.wrongs.push(`${id} left although it was ${status}`)
  }

  /** recordWindow and settle, of a batch that `keep` has found. */
  record({ epoch }: { epoch: number }, outcomes: readonly { delivery: Delivery; answer: Answer }[]): void {
    const once = this.guards.has('outcomes are written once')
    const ours = outcomes.filter(
      ({ delivery }) => !once || (delivery.status === 'submitting' && delivery.epoch === epoch),
    )
    for (const { delivery, answer } of ours) {
      for (const [index, ref] of answer.refs.entries()) {
        this.refs.set(ref, { delivery, part: index + 1 })
      }
    }
    this.settle(ours.map(({ delivery, answer }) => this.move(delivery, STATUS_AFTER[answer.outcome], delivery.epoch)))
  }

  /** returnBatch. */
  putBack({ batch, epoch }: { batch: number; epoch: number }): void {
    const found = this.batches[batch] as Batch
    if (found.epoch !== epoch && this.guards.has('epoch')) return
    found.leaseUntil = null
    if (found.status !== 'claimed') return
    const left = this.deliveries.some((delivery) => delivery.batch === batch && delivery.status === 'planned')
    found.status = left ? 'ready' : 'done'
  }

  /** takeBatchesToSweep, abandonSubmitting and the end of what was called off. */
  sweep(): void {
    for (const batch of this.batches) {
      const expired = batch.leaseUntil !== null && (batch.leaseUntil < this.now || !this.guards.has('lease'))
      const calledOff = batch.leaseUntil === null && batch.status === 'cancelled'
      if (!['claimed', 'held', 'cancelled'].includes(batch.status) || !(expired || calledOff)) continue
      this.abandon(batch)
      Object.assign(batch, { epoch: batch.epoch + 1, leaseUntil: null })
      if (batch.status === 'claimed') batch.status = 'ready'
      if (batch.status !== 'cancelled') continue
      const left = this.deliveries.filter(
        (delivery) => delivery.batch === batch.number && delivery.status === 'planned',
      )
      this.settle(left.map((delivery) => this.move(delivery, 'cancelled', delivery.epoch)))
      batch.status = 'done'
    }
  }

  /** insertReceipts. */
  store(receipt: Receipt): void {
    if (this.reports.some(({ ref, status }) => ref === receipt.ref && status === receipt.status)) return
    this.reports.push(receipt)
    this.due.push(receipt)
  }

  /** applyReceipts in its two halves, between which others may act: what it read, and then what it writes. */
  readReceipts(): { receipt: Receipt; delivery: Delivery; from: DeliveryStatus; to: DeliveryStatus }[] {
    const matched = this.due.filter(({ ref }) => this.refs.has(ref))
    return matched.flatMap((receipt) => {
      const { delivery, part } = this.refs.get(receipt.ref) as { delivery: Delivery; part: number }
      const reports = this.reports.flatMap(({ ref, status }) => {
        const of = this.refs.get(ref)
        return of?.delivery === delivery ? [{ part: of.part, status }] : []
      })
      const whole = this.guards.has('receipts only lift') ? reports : [{ part, status: receipt.status }]
      const to = textFate(whole, this.guards.has('receipts only lift') ? delivery.parts : 1)
      return [{ receipt, delivery, from: delivery.status, to: to ?? delivery.status }]
    })
  }

  writeReceipts(read: ReturnType<World['readReceipts']>): void {
    const changes: StatusChange[] = []
    for (const { receipt, delivery, from, to } of read) {
      const lifts = this.guards.has('receipts only lift') ? receiptApplies(from, to) : from !== to
      if (lifts) {
        const unchanged = delivery.status === from
        if (!unchanged && this.guards.has('receipts compare and set')) continue
        changes.push(this.move(delivery, to, delivery.epoch, from))
      }
      this.due = this.due.filter((other) => other !== receipt)
    }
    this.settle(changes)
  }

  /** Whether nothing is to be done any more by anybody. */
  get atRest(): boolean {
    return this.batches.every(({ status }) => status === 'done') && !this.due.some(({ ref }) => this.refs.has(ref))
  }

  private abandon(batch: Batch): void {
    const onTheWire = this.deliveries.filter((d) => d.batch === batch.number && d.status === 'submitting')
    const to = this.guards.has('what was on the wire is in doubt') ? 'unknown' : 'planned'
    this.settle(onTheWire.map((delivery) => this.move(delivery, to, delivery.epoch)))
  }

  private move(delivery: Delivery, to: DeliveryStatus, epoch: number, read = delivery.status): StatusChange {
    const from = delivery.status
    if (from !== to && !MAY_FOLLOW[from]?.includes(to)) {
      this.wrongs.push(`${delivery.id} went from ${from} to ${to}`)
    }
    delivery.status = to
    delivery.epoch = epoch
    return {
      deliveryId: delivery.id,
      chainId: 'chain',
      month: '2026-11-01',
      campaignId: 'campaign',
      clinicId: null,
      day: null,
      kind: 'bulk',
      channel: 'sms',
      language: 'et',
      segments: delivery.parts,
      priceMicro: PRICE_MICRO,
      holdId: 'hold',
      from: read,
      to,
    }
  }

  /** The books move by what was read, as the statements do; a fact that is known is not booked again. */
  private settle(changes: readonly StatusChange[]): void {
    for (const { kind, amountMicro, factKey } of bookingsOf(
      sumChanges(changes.filter(({ from, to }) => from !== to)),
    )) {
      if (this.facts.has(factKey)) throw new Error(`money was booked before: ${factKey}`)
      this.facts.add(factKey)
      this.account.held -= amountMicro
      this.account[kind === 'capture' ? 'spent' : 'available'] += amountMicro
    }
  }
}
