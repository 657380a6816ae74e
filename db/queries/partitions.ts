import type { SQL } from 'drizzle-orm'

import type { Db, Tx } from '#db/client.ts'
import { sql } from '#db/client.ts'

const MONTHS_AHEAD = 14

/** Makes the partitions of deliveries of this month and those to come that are not there yet. @returns how many were made */
export async function ensureDeliveryPartitions(db: Db): Promise<number> {
  const [row] = await db.execute<{ made: number }>(
    sql`select ensure_delivery_partitions(now()::date, ${MONTHS_AHEAD + 1}) as made`,
  )
  return row?.made ?? 0
}

/**
 * The deliveries of one month, for statements of the worker that run thousands of times: by the parent's name each would be planned for
 * every month there is.
 */
export function deliveriesOf(month: string): SQL {
  const [, year, number] = /^(\d{4})-(\d{2})-01$/.exec(month) ?? []
  if (!year || !number) throw new Error(`${month} is no month`)
  return sql.raw(`deliveries_${year}_${number}`)
}

/** Lets the planner know of what was just written into a month, if that is much. @returns whether it had to look */
export async function refreshDeliveryStatistics(tx: Tx, month: string): Promise<boolean> {
  const [row] = await tx.execute<{ looked: boolean }>(sql`select refresh_delivery_statistics(${month}::date) as looked`)
  return row?.looked ?? false
}
