import { PgBoss } from 'pg-boss'

import { required } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'

const CONNECTIONS = 4

/**
 * Starts the side of pg-boss that runs jobs, on a small pool of its own.
 *
 * A connection that breaks later is logged and made again by the next poll; without the listener it would end the process.
 */
export async function startBoss(): Promise<PgBoss> {
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
    throw error
  }
}

/** pg-boss spreads the errors of its workers into plain objects. */
function asError(trouble: Error): Error {
  return trouble instanceof Error ? trouble : Object.assign(new Error(), trouble)
}
