import { mayLeave } from '#lib/deliveries/in-hand.ts'
import type { Network, OnTheWire } from '#scripts/faults/simulator/network.ts'
import type { Answer, Delivery, World } from '#scripts/faults/simulator/world.ts'
import { LEASE } from '#scripts/faults/simulator/world.ts'

// One lane of a worker as lib/deliveries/hand-over.ts is: claim, intent, send, and the next window's intent before the answers
// are in. It may die at every yield, and stand still there for as long as it likes.

const WINDOW = 3
const ANSWER_TIMEOUT = 25
const RETRY_STEPS = 6

type InHand = {
  mine: { batch: number; epoch: number }
  after: number
  lost: boolean
  closed: boolean
  leaseEndsAt: number
}
type Given = { delivery: Delivery; texts: OnTheWire[]; at: number; keptBack: boolean }

export class Worker {
  private readonly world: World
  private readonly network: Network
  private inHand: InHand | null = null
  private onTheWire: OnTheWire[] = []
  private readonly life: Generator<void>

  constructor(world: World, network: Network) {
    this.world = world
    this.network = network
    this.life = this.work()
  }

  step(): void {
    this.life.next()
  }

  die(): void {
    this.network.cut(this.onTheWire)
  }

  /** The clock's renewal of the lease, between the steps of a slow provider. */
  beat(): void {
    if (this.inHand) this.keep(this.inHand)
  }

  private *work(): Generator<void> {
    for (;;) {
      const at = this.world.now
      const mine = this.world.claim()
      yield
      if (!mine) continue
      const inHand = { mine, after: -1, lost: false, closed: false, leaseEndsAt: at + LEASE }
      this.inHand = inHand
      let window = this.prepare(inHand)
      yield
      while (window.length > 0) {
        const given: Given[] = []
        for (const delivery of window) {
          given.push(this.give(inHand, delivery))
          yield
        }
        const following = this.prepare(inHand)
        yield
        while (given.some((text) => this.isOpen(text))) yield
        this.record(inHand, given)
        yield
        if (this.network.losesAnswers()) {
          // The database's own answer was lost: after a while it is done once more as a whole.
          for (let wait = 0; wait < RETRY_STEPS; wait += 1) yield
          this.record(inHand, given)
        }
        window = following
      }
      if (!inHand.lost) this.world.putBack(inHand.mine)
      this.inHand = null
      yield
    }
  }

  private prepare(inHand: InHand): Delivery[] {
    if (inHand.closed || inHand.lost || !this.keep(inHand)) return []
    const { window, last } = this.world.prepare(inHand.mine, WINDOW, inHand.after)
    inHand.after = last
    return window
  }

  private give(inHand: InHand, delivery: Delivery): Given {
    const leaves = mayLeave(inHand, this.world.now) || !this.world.guards.has('nothing leaves without a lease')
    // The first part decides; the others follow when it is taken. Here all are given, which is the harder case.
    const texts = leaves
      ? Array.from({ length: delivery.parts }, (_, part) => this.network.give(delivery, part + 1))
      : []
    this.onTheWire.push(...texts)
    if (leaves) this.world.noteLeaving(delivery, inHand.mine)
    return { delivery, texts, at: this.world.now, keptBack: !leaves }
  }

  private isOpen({ texts, at }: Given): boolean {
    return texts.some(({ answer }) => answer === null) && this.world.now < at + ANSWER_TIMEOUT
  }

  private record(inHand: InHand, given: readonly Given[]): void {
    this.network.cut(given.flatMap(({ texts }) => texts)) // an answer that comes now is not waited for any more
    this.onTheWire = []
    if (!this.keep(inHand)) return
    const outcomes = given.map((text) => ({ delivery: text.delivery, answer: this.answerOf(text) }))
    this.world.record(inHand.mine, outcomes)
  }

  private answerOf({ texts, keptBack }: Given): Answer {
    if (keptBack) return { outcome: 'not_sent', refs: [] }
    const answers = texts.map(({ answer }) => answer)
    const [first] = answers
    if (answers.every((answer) => answer === 'accepted')) {
      return { outcome: 'accepted', refs: texts.flatMap(({ ref }) => ref ?? []) }
    }
    if (first && first !== 'accepted' && answers.every((answer) => answer === first))
      return { outcome: first, refs: [] }
    const outcome = this.world.guards.has('no answer is no refusal') ? 'unknown' : 'not_sent'
    return { outcome, refs: [] }
  }

  private keep(inHand: InHand): boolean {
    const at = this.world.now
    const status = this.world.keep(inHand.mine)
    if (status === null) inHand.lost = true
    else inHand.leaseEndsAt = at + LEASE
    if (status !== 'claimed') inHand.closed = true
    return status !== null
  }
}
