import { setTimeout as pause } from 'node:timers/promises'

import { db, sql } from '#db/client.ts'

/** Returns when a transaction in the test's own database waits for a lock of another. */
export async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await db().execute<{ waiting: boolean }>(sql`
      select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      ) as waiting`)
    if (row?.waiting) return
    await pause(10)
  }
}
