import { setTimeout as pause } from 'node:timers/promises'

import { log } from '#lib/runtime/log.ts'

export type Loop = { /** Begins the next round now, or right after the one that is running. */ wake(): void }

type Round = () => Promise<{ waitSeconds: number }>

const AFTER_AN_ERROR_SECONDS = 2
const running = new Set<Promise<void>>()

/**
 * Repeats `round` until the worker is asked to stop. Each round says how long to wait before the next; a call wakes it earlier,
 * but nothing depends on the call: what is due is found in the tables. `afterLast` runs when the last round is over.
 */
export function startLoop(
  name: string,
  round: Round,
  stopping: AbortSignal,
  afterLast: () => Promise<void> = async () => {},
): Loop {
  const bell = createBell()
  stopping.addEventListener('abort', bell.ring)
  const ended = (async () => {
    while (!stopping.aborted) {
      const waitSeconds = await round().then(
        (result) => result.waitSeconds,
        (error) => {
          log.error('a round of the worker failed', error, { name })
          return AFTER_AN_ERROR_SECONDS
        },
      )
      if (!stopping.aborted) await bell.rung(waitSeconds)
    }
    await afterLast().catch((error) => log.error('the worker could not tidy up', error, { name }))
  })()
  running.add(ended)
  ended.finally(() => running.delete(ended))
  return { wake: bell.ring }
}

/** Resolves when every loop has finished the round it was in, or when that takes too long. */
export async function loopsEnded(withinMilliseconds: number): Promise<void> {
  await Promise.race([Promise.all(running), pause(withinMilliseconds)])
}

/** Rings are not lost: one that comes while nobody listens is heard by the next to listen. */
function createBell() {
  let rang = false
  let listener: (() => void) | null = null
  return {
    ring: () => {
      rang = true
      listener?.()
    },
    rung: async (seconds: number) => {
      if (!rang && seconds > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, seconds * 1000)
          listener = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rang = false
      listener = null
    },
  }
}
