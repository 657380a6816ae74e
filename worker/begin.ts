import { setTimeout as pause } from 'node:timers/promises'

import { db } from '#db/client.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { log } from '#lib/runtime/log.ts'

const FIRST_RETRY_MILLISECONDS = 500
const LONGEST_RETRY_MILLISECONDS = 10_000
/** As long as an outcome is kept for a database that does not answer (lib/deliveries/persistently.ts). */
const PATIENCE_MILLISECONDS = 300_000

/**
 * Begins a worker's work once the database answers and is migrated, which may both be still to come when a machine starts. Says in the
 * log what it waits for.
 *
 * @throws the last error when that takes too long, so that the process ends and whoever keeps it running sees it
 */
export async function begin<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  { patienceMilliseconds = PATIENCE_MILLISECONDS } = {},
): Promise<T> {
  const giveUpAt = performance.now() + patienceMilliseconds
  for (let attempt = 1; ; attempt += 1) {
    try {
      await requireMigrated()
      return await work()
    } catch (error) {
      if (signal.aborted || performance.now() > giveUpAt) throw error
      log.error('the worker waits for the database', error, { attempt })
      await pause(Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (attempt - 1), LONGEST_RETRY_MILLISECONDS), null, { signal })
    }
  }
}

async function requireMigrated(): Promise<void> {
  const pending = await pendingMigrations(db().$client)
  if (pending.length > 0) throw new Error(`${pending.length} migrations are still to be applied: npm run migrate`)
}
