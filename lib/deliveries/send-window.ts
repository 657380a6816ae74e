import { setTimeout as pause } from 'node:timers/promises'

import type { Gate } from '#lib/deliveries/gate.ts'
import type { Window } from '#lib/deliveries/in-hand.ts'
import { KEPT_BACK, mayLeave } from '#lib/deliveries/in-hand.ts'
import type { Provider, SendOutcome } from '#lib/providers/provider.ts'
import { log } from '#lib/runtime/log.ts'
import { passStep } from '#lib/runtime/steps.ts'

/** Room on the wire: at most so many texts unanswered. */
export type Slots = { take(): Promise<void> | null; give(): void }

export function createSlots(size: number): Slots {
  let free = size
  const waiting: (() => void)[] = []
  return {
    take() {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve))
      free -= 1
      return null
    },
    give() {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    },
  }
}

type Wire<Outbound> = {
  provider: Provider<Outbound>
  slots: Slots
  gate: Pick<Gate, 'breaker' | 'bookDeparture' | 'note'>
  stopping: AbortSignal
}

type Letter<Outbound> = Window<Outbound>['deliveries'][number]

/**
 * Hands a window to the provider as the wire has room and the account's rate allows. `started` resolves when the last of it has
 * left, `answered` when the fate of each is known. What may not leave any more when its turn comes is kept back.
 */
export function sendWindow<Outbound>(
  window: Window<Outbound>,
  wire: Wire<Outbound>,
): { started: Promise<void>; answered: Promise<void> } {
  const { slots, gate, stopping } = wire
  let answers: Promise<void>[] = []
  const started = (async () => {
    const departure = await gate.bookDeparture(window.deliveries.reduce((sum, letter) => sum + partsOf(letter), 0))
    const booked = { ...departure, at: performance.now() + (departure?.waitMilliseconds ?? 0) }
    let parts = 0
    for (const letters of bundlesOf(window, wire.provider)) {
      for (const _ of letters) {
        const room = slots.take()
        if (room) await room
      }
      if (booked.partsPerSecond) await until(booked.at + (parts * 1000) / booked.partsPerSecond, stopping)
      parts += letters.reduce((sum, letter) => sum + partsOf(letter), 0)

      if (stopping.aborted || !mayLeave(window.inHand) || gate.breaker.width() === 0) {
        for (const letter of letters) letter.outcome = KEPT_BACK
        for (const _ of letters) slots.give()
        continue
      }
      const handedAt = new Date()
      for (const letter of letters) letter.change.handedAt = handedAt
      answers.push(hand(letters, wire))
      passStep('hand-over.text-given')
    }
  })()
  const answered = started.then(async () => {
    await Promise.all(answers)
    answers = []
  })
  return { started, answered }
}

/** The texts that go in one request: each by itself, unless the provider takes many. */
function* bundlesOf<Outbound>({ deliveries }: Window<Outbound>, provider: Provider<Outbound>) {
  const size = provider.sendMany ? Math.min(provider.bulkSize ?? 1, provider.windowSize) : 1
  for (let from = 0; from < deliveries.length; from += size) yield deliveries.slice(from, from + size)
}

async function hand<Outbound>(letters: Letter<Outbound>[], { provider, slots, gate }: Wire<Outbound>): Promise<void> {
  const outcomes = await sendSafely(
    provider,
    letters.map(({ outbound }) => outbound),
  )
  for (const [index, letter] of letters.entries()) {
    letter.outcome = outcomes[index] ?? FAILED
    gate.note(letter.outcome)
    slots.give()
  }
}

const FAILED: SendOutcome = { outcome: 'unknown', detail: 'the provider failed' }

/** A provider that throws has a bug, and where in the sending it struck nobody can say. */
async function sendSafely<Outbound>(provider: Provider<Outbound>, outbounds: Outbound[]): Promise<SendOutcome[]> {
  try {
    if (provider.sendMany) return await provider.sendMany(outbounds)
    return await Promise.all(outbounds.map((outbound) => provider.send(outbound)))
  } catch (error) {
    log.error('a provider threw instead of answering', error, { provider: provider.name })
    return []
  }
}

function partsOf<Outbound>({ change }: Letter<Outbound>): number {
  return Math.max(1, change.segments)
}

/** Waits for a moment by the clock of `performance.now()`, or until the worker is asked to end. */
async function until(moment: number, stopping: AbortSignal): Promise<void> {
  const milliseconds = moment - performance.now()
  if (milliseconds > 0) await pause(milliseconds, undefined, { signal: stopping }).catch(() => {})
}
