import { setTimeout as pause } from 'node:timers/promises'

import { db } from '#db/client.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { log } from '#lib/runtime/log.ts'

export const dynamic = 'force-dynamic'

const PATIENCE_MILLISECONDS = 3000

/** 200 only when the database answers and is what this code expects; a load balancer sends nobody here otherwise. */
export async function GET(): Promise<Response> {
  try {
    const pending = await Promise.race([pendingMigrations(db().$client), tooLate()])
    if (pending.length === 0) return Response.json({ status: 'ok' })
    return Response.json({ status: 'migrations_pending', pending }, { status: 503 })
  } catch (error) {
    log.error('the health check failed', error)
    return Response.json({ status: 'database_unreachable' }, { status: 503 })
  }
}

async function tooLate(): Promise<never> {
  await pause(PATIENCE_MILLISECONDS, null, { ref: false })
  throw new Error('the database did not answer in time')
}
