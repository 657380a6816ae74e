import { and, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { deliveries } from '#db/schema/deliveries.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

type Campaign = { chainId: string; id: string; month: string }

/** The text that a patient was written down for; null when there is none. */
export async function findTextOf(
  tx: Tx,
  { chainId, id, month }: Campaign,
  patientId: string,
): Promise<{ deliveryId: string; status: DeliveryStatus; reason: string | null; language: string } | null> {
  const [row] = await tx
    .select({
      deliveryId: deliveries.id,
      status: deliveries.status,
      reason: deliveries.reason,
      language: deliveries.language,
    })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.chainId, chainId),
        eq(deliveries.month, month),
        eq(deliveries.campaignId, id),
        eq(deliveries.patientId, patientId),
      ),
    )
    .limit(1)
  return row ?? null
}
