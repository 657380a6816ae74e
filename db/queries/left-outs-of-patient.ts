import { and, desc, eq } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { campaignLeftOuts, campaigns } from '#db/schema/campaigns.ts'

/** Campaigns that a patient was in the audience of and got nothing from, with the reason; newest first. */
export async function listLeftOutsOfPatient(tx: Tx, chainId: string, patientId: string, limit = 20) {
  return tx
    .select({
      campaignId: campaigns.id,
      campaignName: campaigns.name,
      startedAt: campaigns.startedAt,
      reason: campaignLeftOuts.reason,
    })
    .from(campaignLeftOuts)
    .innerJoin(
      campaigns,
      and(eq(campaigns.chainId, campaignLeftOuts.chainId), eq(campaigns.id, campaignLeftOuts.campaignId)),
    )
    .where(and(eq(campaignLeftOuts.chainId, chainId), eq(campaignLeftOuts.patientId, patientId)))
    .orderBy(desc(campaigns.id))
    .limit(limit)
}

export type LeftOutOfPatient = Awaited<ReturnType<typeof listLeftOutsOfPatient>>[number]
