import type { Random } from '#scripts/faults/random.ts'
import type { Answer, Delivery, World } from '#scripts/faults/simulator/world.ts'

/** A text between a worker and the provider, from the moment it is given until the worker has an answer. */
export type OnTheWire = {
  delivery: Delivery
  part: number
  answer: Answer['outcome'] | null
  ref: string | null
  lost: boolean
}

type Report = Parameters<World['store']>[0]

/** A provider that takes, refuses, throttles and loses, and reports in any order; it knows what it took. */
export class Network {
  readonly taken = new Map<string, number>()
  /** Whether it does as it likes, or takes and answers everything. */
  calm = false
  private readonly random: Random
  private readonly arriving: OnTheWire[] = []
  private readonly answering: OnTheWire[] = []
  private reports: Report[] = []
  private lastRef = 0

  constructor(random: Random) {
    this.random = random
  }

  give(delivery: Delivery, part: number): OnTheWire {
    const text: OnTheWire = { delivery, part, answer: null, ref: null, lost: false }
    this.arriving.push(text)
    return text
  }

  /** The connection of these is gone: what has not arrived may still, but no answer comes back. */
  cut(texts: readonly OnTheWire[]): void {
    for (const text of texts) if (text.answer === null) text.lost = true
  }

  /** Something happens out there, if there is anything to happen. */
  step(world: World): void {
    const { random } = this
    const lot = random.next()
    if (lot < 0.4) this.arrive()
    else if (lot < 0.7) this.reply()
    else this.report(world)
  }

  /** Whether this time the database's own answer gets lost. */
  losesAnswers(): boolean {
    return !this.calm && this.random.happens(0.1)
  }

  get quiet(): boolean {
    return this.arriving.length + this.answering.length + this.reports.length === 0
  }

  private arrive(): void {
    const text = this.takeFrom(this.arriving)
    if (!text) return
    const lot = this.calm ? 1 : this.random.next()
    if (lot < 0.04) return // lost before it got there
    const verdict = verdictOf(lot)
    if (verdict === 'accepted') {
      this.lastRef += 1
      text.ref = `r${this.lastRef}`
      const name = `${text.delivery.id} ${text.part}`
      this.taken.set(name, (this.taken.get(name) ?? 0) + 1)
      this.promise(text.ref)
    }
    this.answering.push(Object.assign(text, { verdict }))
  }

  private reply(): void {
    const text = this.takeFrom(this.answering) as (OnTheWire & { verdict: Answer['outcome'] }) | undefined
    if (!text || text.lost) return
    if (!this.calm && this.random.happens(0.05)) return // lost on its way back
    text.answer = text.verdict
  }

  private promise(ref: string): void {
    const { random } = this
    const end = random.pick(['delivered', 'delivered', 'delivered', 'undelivered', 'expired'] as const)
    this.reports.push({ ref, status: end })
    if (random.happens(0.2)) this.reports.push({ ref, status: 'accepted' })
    if (random.happens(0.2)) this.reports.push({ ref, status: end })
    if (random.happens(0.1)) this.reports.push({ ref, status: 'delivered' })
    if (random.happens(0.05)) this.reports.push({ ref: `forged-${ref}`, status: 'delivered' })
  }

  private report(world: World): void {
    const report = this.takeFrom(this.reports)
    if (report) world.store(report)
  }

  private takeFrom<T>(from: T[]): T | undefined {
    if (from.length === 0) return undefined
    const [taken] = from.splice(this.random.whole(0, from.length - 1), 1)
    return taken
  }
}

function verdictOf(lot: number): Answer['outcome'] {
  if (lot < 0.08) return 'not_sent'
  return lot < 0.14 ? 'rejected' : 'accepted'
}
