import type { Promised } from '#scripts/faults/oracle/takings.ts'
import { randomOf } from '#scripts/faults/random.ts'

/** What the oracle does with a text that is handed to it. */
export type Reaction =
  | 'accept'
  | 'refuse'
  | 'throttle'
  /** Takes it and never answers. */
  | 'accept-then-hang'
  /** Takes it and answers when nobody waits any more. */
  | 'accept-late'
  /** Takes it and cuts the connection without an answer. */
  | 'accept-then-reset'
  /** Cuts the connection and has not taken it: to us the same as the one above. */
  | 'reset'

/** Per 100,000 texts. A hang holds its window for as long as an answer may take, so it must stay rare for a run to end. */
const REACTIONS: readonly (readonly [Reaction, number])[] = [
  ['refuse', 200],
  ['throttle', 25],
  ['accept-then-hang', 3],
  ['accept-late', 3],
  ['accept-then-reset', 20],
  ['reset', 10],
]
const OUT_OF = 100_000
/** Each costs half a minute, so there are never more of them. */
const SLOW: readonly Reaction[] = ['accept-then-hang', 'accept-late']
/** How long an answer is kept back whose receipt goes first. */
export const EARLY_MS = 30
export const FORGED_AFTER_MS = 100
/** Of texts in a row, now and then all are throttled: then a lane has to lay its batch down. */
const BURST_EVERY = 40_000
const BURST = 150

/** How a text and its receipts fare; the same for the same seed, text, part and attempt, whenever that happens to be. */
export type Fate = {
  reaction: Reaction
  /** In the order in which they leave; milliseconds after the answer, below nothing before it. */
  receipts: { status: 'DELIVRD' | 'UNDELIV' | 'EXPIRED' | 'ACCEPTD'; afterMs: number }[]
  /** A receipt that is none: of a text that never was, or that the provider has not signed. */
  forged: boolean
  /** From 0 to 1: which of several ways it takes, where a front has them. */
  manner: number
}

/** `faults` multiplies how often anything but accepting happens; except for what takes long. */
export function createFates(seed: number, faults: number): (text: string, attempt: number) => Fate {
  let seen = 0
  const burstAt = Math.max(2 * BURST, Math.round(BURST_EVERY / faults))
  return (text, attempt) => {
    seen += 1
    const random = randomOf(seed, `${text} ${attempt}`)
    const inBurst = seen % burstAt > burstAt - BURST
    const reaction = inBurst ? 'throttle' : reactionOf(random.next(), faults)
    return { reaction, receipts: receiptsOf(random), forged: random.happens(0.0005 * faults), manner: random.next() }
  }
}

function reactionOf(lot: number, faults: number): Reaction {
  let edge = 0
  for (const [reaction, often] of REACTIONS) {
    edge += (often * (SLOW.includes(reaction) ? 1 : faults)) / OUT_OF
    if (lot < edge) return reaction
  }
  return 'accept'
}

function receiptsOf(random: ReturnType<typeof randomOf>): Fate['receipts'] {
  const status = endOf(random.next())
  const early = random.happens(0.01)
  const final = { status, afterMs: early ? -1 : random.whole(1, 1500) } as const
  const receipts: Fate['receipts'] = [final]
  if (random.happens(0.05)) receipts.push({ status: 'ACCEPTD', afterMs: random.whole(0, 2000) }) // before or after the end
  if (random.happens(0.02)) receipts.push({ ...final, afterMs: random.whole(1, 3000) }) // again
  if (status !== 'DELIVRD' && random.happens(0.2)) receipts.push({ status: 'DELIVRD', afterMs: random.whole(1, 3000) })
  return receipts.toSorted((a, b) => a.afterMs - b.afterMs)
}

function endOf(lot: number): 'EXPIRED' | 'UNDELIV' | 'DELIVRD' {
  if (lot < 0.01) return 'EXPIRED'
  return lot < 0.04 ? 'UNDELIV' : 'DELIVRD'
}

/** What a text will have come to when all its receipts are in. */
export function promisedBy({ receipts }: Fate): Promised {
  const ends = receipts.map(({ status }) => status).filter((status) => status !== 'ACCEPTD')
  const loss = ends.find((status) => status !== 'DELIVRD')
  if (!loss) return 'delivered'
  const lost = loss === 'EXPIRED' ? 'expired' : 'undelivered'
  return ends.includes('DELIVRD') ? `${lost},then-delivered` : lost
}

/** All of it in one word, for the log: what the oracle does, the receipts and their milliseconds, and whether one is forged. */
export function wordOf({ reaction, receipts, forged }: Fate): string {
  const posts = receipts.map(({ status, afterMs }) => `${status}:${afterMs}`).join(',')
  return `${reaction};${posts};${forged ? 'forged' : ''}`
}
