import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'

import type { Tx } from '#db/client.ts'
import type { Payload, QueueName } from '#lib/queue/queues.ts'
import { isWakeUp, queues } from '#lib/queue/queues.ts'

/**
 * Puts a job on a queue inside the caller's transaction: if that rolls back, there is no job.
 *
 * `id` makes the call safe to repeat: a job whose id exists is not added again. Give the id of the row the job is about,
 * where there is one job per row. A wake-up is not added while one with the same payload waits. `atMostEverySeconds` is for what a
 * clock asks for again and again: no more than one job of a payload in each such span. `startAfter` is an instant, or seconds from now
 * by the database's clock.
 */
export async function enqueue<Q extends QueueName>(
  tx: Tx,
  queue: Q,
  payload: Payload<Q>,
  { atMostEverySeconds, ...options }: { id?: string; startAfter?: Date | number; atMostEverySeconds?: number } = {},
): Promise<void> {
  const data = queues[queue].payload.parse(payload)
  const singleton = {
    ...((isWakeUp(queue) || atMostEverySeconds) && { singletonKey: JSON.stringify(data) }),
    ...(atMostEverySeconds && { singletonSeconds: atMostEverySeconds }),
  }
  // Never started: it opens no connection, and reads the queue's policy through the caller's transaction.
  const boss = new PgBoss({ db: fromDrizzle(tx, sql), supervise: false, schedule: false, migrate: false })
  await boss.send(queue, data, { ...options, ...singleton })
}
