import { sql } from 'drizzle-orm'

import { deliveries } from '#db/schema/deliveries.ts'

/** What a delivery costs as it stands: nothing once its price has come back because it did not arrive. */
export const DELIVERY_COST_MICRO = sql<number>`case
  when ${deliveries.freeIfUndelivered} and ${deliveries.status} in ('undelivered', 'expired') then 0 else ${deliveries.priceMicro} end`.mapWith(
  Number,
)
