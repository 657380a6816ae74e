import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'

import { required } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'

const CONNECTIONS = 4
const FIRST_RETRY_MILLISECONDS = 500
const LONGEST_RETRY_MILLISECONDS = 10_000

/**
 * Starts the side of pg-boss that runs jobs, on a small pool of its own.
 *
 * Waits for a database that is not there yet, for as long as it takes or until `signal` aborts. A connection that breaks
 * later is logged and made again by the next poll; without the listener it would end the process.
 */
export async function startBoss(signal: AbortSignal): Promise<PgBoss> {
  for (let attempt = 1; ; attempt += 1) {
    const boss = new PgBoss({
      connectionString: required('DATABASE_URL'),
      application_name: 'meelespea-jobs',
      max: CONNECTIONS,
      migrate: false, // npm run migrate does it
    })
    boss.on('error', (trouble) => log.error('the job queue has trouble', asError(trouble)))
    boss.on('warning', ({ message }) => log.warn(message))
    try {
      return await boss.start()
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => {})
      log.error('the job queue does not start yet', error, { attempt })
      await pause(Math.min(FIRST_RETRY_MILLISECONDS * 2 ** (attempt - 1), LONGEST_RETRY_MILLISECONDS), null, { signal })
    }
  }
}

/** pg-boss spreads the errors of its workers into plain objects. */
function asError(trouble: Error): Error {
  return trouble instanceof Error ? trouble : Object.assign(new Error(), trouble)
}
