import type { Db } from '#db/client.ts'
import { sql } from '#db/client.ts'

const MONTHS_AHEAD = 14

/** Makes the partitions of deliveries of this month and those to come that are not there yet. @returns how many were made */
export async function ensureDeliveryPartitions(db: Db): Promise<number> {
  const [row] = await db.execute<{ made: number }>(
    sql`select ensure_delivery_partitions(now()::date, ${MONTHS_AHEAD + 1}) as made`,
  )
  return row?.made ?? 0
}
