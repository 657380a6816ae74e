import { and, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { campaigns } from '#db/schema/campaigns.ts'

/** Notes what somebody was shown of a draft. Nothing that a second author could overwrite: the version stays. */
export async function notePreview(tx: Tx, chainId: string, campaignId: string, shown: object): Promise<void> {
  await tx
    .update(campaigns)
    .set({ fingerprint: shown, previewedAt: sql`now()` })
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId), eq(campaigns.status, 'draft')))
}

/** How far the recipients are written down, and what they come to so far. */
export async function notePrepared(
  tx: Tx,
  chainId: string,
  campaignId: string,
  done: { preparedUpTo: string; people: number; segments: number; costMicro: number },
): Promise<void> {
  await tx
    .update(campaigns)
    .set({ ...done, updatedAt: sql`now()` })
    .where(and(eq(campaigns.chainId, chainId), eq(campaigns.id, campaignId)))
}

/** Takes back all that was written down for a campaign of which nothing has been sent, out of the kept sums too. */
export async function deletePrepared(
  tx: Tx,
  { chainId, campaignId, month }: { chainId: string; campaignId: string; month: string },
): Promise<void> {
  const ofCampaign = sql`chain_id = ${chainId} and campaign_id = ${campaignId}`
  await tx.execute(sql`
    with gone as (
      delete from deliveries where ${ofCampaign} and month = ${month}::date
      returning clinic_id, kind, channel, language, segments, price_micro, planned_at
    ), counted as (
      select (gone.planned_at at time zone clinics.zone)::date as day, clinic_id, kind, channel, language,
        count(*) as texts, sum(segments) as segments, sum(price_micro) as cost_micro
      from gone join clinics on clinics.chain_id = ${chainId} and clinics.id = gone.clinic_id
      group by 1, 2, 3, 4, 5
    )
    update delivery_days d set texts = d.texts - counted.texts, segments = d.segments - counted.segments,
      cost_micro = d.cost_micro - counted.cost_micro
    from counted
    where d.chain_id = ${chainId} and d.status = 'planned' and d.day = counted.day and d.clinic_id = counted.clinic_id
      and d.kind = counted.kind and d.channel = counted.channel and d.language = counted.language`)
  await tx.execute(sql`delete from batches where ${ofCampaign}`)
  await tx.execute(sql`delete from left_out_lists where ${ofCampaign}`)
  await tx.execute(sql`delete from campaign_counts where ${ofCampaign}`)
}
