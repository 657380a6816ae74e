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

/**
 * Hands a window to the provider as the wire has room. `started` resolves when the last of it has left, `answered` when the
 * fate of each is known. What may not leave any more when its turn comes is kept back.
 */
export function sendWindow<Outbound>(
  window: Window<Outbound>,
  provider: Provider<Outbound>,
  slots: Slots,
  stopping: AbortSignal,
): { started: Promise<void>; answered: Promise<void> } {
  let answers: Promise<void>[] = []
  const started = (async () => {
    for (const delivery of window.deliveries) {
      const room = slots.take()
      if (room) await room
      if (stopping.aborted || !mayLeave(window.inHand)) {
        delivery.outcome = KEPT_BACK
        slots.give()
        continue
      }
      delivery.change.handedAt = new Date()
      answers.push(
        sendSafely(provider, delivery.outbound).then((outcome) => {
          delivery.outcome = outcome
          slots.give()
        }),
      )
      passStep('hand-over.text-given')
    }
  })()
  const answered = started.then(async () => {
    await Promise.all(answers)
    answers = []
  })
  return { started, answered }
}

/** A provider that throws has a bug, and where in the sending it struck nobody can say. */
async function sendSafely<Outbound>(provider: Provider<Outbound>, outbound: Outbound): Promise<SendOutcome> {
  try {
    return await provider.send(outbound)
  } catch (error) {
    log.error('a provider threw instead of answering', error, { provider: provider.name })
    return { outcome: 'unknown', detail: 'the provider failed' }
  }
}
