import { setTimeout as pause } from 'node:timers/promises'

import { Refusal } from '#lib/runtime/errors.ts'

const PATIENCE_MS = 60_000
const AGAIN_MS = 200

/** Does it again while the database is away: as a person who sees an error presses the button again. A refusal is an answer. */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refusal || Date.now() > giveUpAt) throw error
      await pause(AGAIN_MS)
    }
  }
}
