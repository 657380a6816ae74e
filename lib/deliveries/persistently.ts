import { setTimeout as pause } from 'node:timers/promises'

import { log } from '#lib/runtime/log.ts'
import { isPassing } from '#lib/runtime/passing-error.ts'

const FIRST_RETRY_MILLISECONDS = 100
const LONGEST_RETRY_MILLISECONDS = 5000
/** How long an outcome is kept for a database that does not answer. */
const PATIENCE_MILLISECONDS = 300_000

/** Tries until the database answers: what a provider said is known to nobody else. An error that stays is thrown at once. */
export async function persistently<T>(channel: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || performance.now() > giveUpAt) throw error
      log.error('a step of a hand-over failed', error, { channel, attempt })
      await pause(Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (attempt - 1), LONGEST_RETRY_MILLISECONDS))
    }
  }
}
