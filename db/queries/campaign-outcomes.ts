import { and, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { campaignLeftOuts } from '#db/schema/campaigns.ts'
import { deliveries } from '#db/schema/deliveries.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'

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

/** Why a patient of the audience was left out; null when they were not, or not in it. */
export async function findLeftOutReason(
  tx: Tx,
  { chainId, id }: Pick<Campaign, 'chainId' | 'id'>,
  patientId: string,
): Promise<LeftOutReason | null> {
  const [row] = await tx
    .select({ reason: campaignLeftOuts.reason })
    .from(campaignLeftOuts)
    .where(
      and(
        eq(campaignLeftOuts.chainId, chainId),
        eq(campaignLeftOuts.campaignId, id),
        eq(campaignLeftOuts.patientId, patientId),
      ),
    )
    .limit(1)
  return row?.reason ?? null
}
