import type { SQL } from 'drizzle-orm'
import { and, desc, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { wholeChain } from '#db/whole-chain.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'

/** Campaigns of any clinic that a patient of one's own was in the audience of and got nothing from, with the reason; newest first. */
export async function listLeftOutsOfPatient(tx: Tx, chainId: string, patientId: string, limit = 20) {
  return tx
    .select({
      campaignId: campaigns.id,
      campaignName: campaigns.name,
      startedAt: campaigns.startedAt,
      reason: sql<LeftOutReason>`list.reason`,
    })
    .from(wholeChain.campaigns)
    .crossJoinLateral(sql`(${leftOutOf(chainId, sql`${campaigns.id}`, patientId)}) as list`)
    .where(and(eq(campaigns.chainId, chainId), sql`list.reason is not null`))
    .orderBy(desc(campaigns.id))
    .limit(limit)
}

export type LeftOutOfPatient = Awaited<ReturnType<typeof listLeftOutsOfPatient>>[number]

/** Why a patient of the audience was left out; null when they were not, or not in it. */
export async function findLeftOutReason(
  tx: Tx,
  { chainId, id }: { chainId: string; id: string },
  patientId: string,
): Promise<LeftOutReason | null> {
  const [row] = await tx.execute<{ reason: LeftOutReason | null }>(leftOutOf(chainId, sql`${id}::uuid`, patientId))
  return row?.reason ?? null
}

/** Looks into the one list of a campaign that a patient can be in. */
function leftOutOf(chainId: string, campaignId: SQL, patientId: string): SQL {
  return sql`
    select l.reasons[array_position(l.patient_ids, ${patientId}::uuid)] as reason from whole_chain.left_out_lists l
    where l.chain_id = ${chainId} and l.campaign_id = ${campaignId} and l.last_id >= ${patientId}
      and exists (select from patients p where p.chain_id = ${chainId} and p.id = ${patientId})
    order by l.last_id limit 1`
}
