import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

/**
 * Tells the planner of new rows, unless it knows twice as many of the chain; in a transaction of its own, since it keeps its locks to
 * the end.
 */
export async function refreshStatistics(
  tx: Tx,
  chainId: string,
  table: 'patients' | 'appointments',
  newRows: number,
): Promise<boolean> {
  const [row] = await tx.execute<{ refreshed: boolean }>(sql`
    select refresh_import_statistics(${table}::regclass, ${chainId}, ${newRows}) as refreshed`)
  return row?.refreshed ?? false
}
