import { setTimeout as pause } from 'node:timers/promises'

import { Refusal } from '#lib/runtime/errors.ts'
import { isPassing } from '#lib/runtime/passing-error.ts'

const PATIENCE_MS = 60_000
/** On a busy machine a crashed database takes minutes to come back. */
const PATIENCE_WITH_A_DATABASE_MS = 600_000
const AGAIN_MS = 200

/** Does it again while the database is away: as a person who sees an error presses the button again. A refusal is an answer. */
export async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const begun = Date.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const patienceMs = isPassing(error) ? PATIENCE_WITH_A_DATABASE_MS : PATIENCE_MS
      if (error instanceof Refusal || Date.now() > begun + patienceMs) throw error
      await pause(AGAIN_MS)
    }
  }
}
