import { and, eq, sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { ask, statements } from '#db/kept-statements.ts'
import { holds } from '#db/schema/billing.ts'
import { campaignCounts, campaigns } from '#db/schema/campaigns.ts'
import { batches } from '#db/schema/deliveries.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { DeliveryStatus } from '#lib/core/delivery-status.ts'

// Everything here reads sums that are kept with each batch; nothing counts deliveries. Kept, since a page that is open asks every two seconds.

export type CountOfStatus = { status: DeliveryStatus; texts: number; segments: number; costMicro: number }

/** How many texts of a campaign stand where, over all languages. */
export async function sumCampaignCounts(tx: Tx, chainId: string, campaignId: string): Promise<CountOfStatus[]> {
  return ask(tx, COUNTS, { chainId, campaignId })
}

const COUNTS = statements
  .select({
    status: sql<DeliveryStatus>`${campaignCounts.status}`,
    texts: sql<number>`sum(${campaignCounts.texts})`.mapWith(Number),
    segments: sql<number>`sum(${campaignCounts.segments})`.mapWith(Number),
    costMicro: sql<number>`sum(${campaignCounts.costMicro})`.mapWith(Number),
  })
  .from(campaignCounts)
  .where(
    and(
      eq(campaignCounts.chainId, sql.placeholder('chainId')),
      eq(campaignCounts.campaignId, sql.placeholder('campaignId')),
      sql`${campaignCounts.texts} <> 0`,
    ),
  )
  .groupBy(campaignCounts.status)
  .prepare('campaign_counts')

export type SendState = {
  status: CampaignStatus
  people: number
  segments: number
  costMicro: number
  startedAt: Date | null
  /** What the provider that carries most of its channel takes, and its share of the traffic; null where no rate is set. */
  partsPerSecond: number | null
  /** What is still set aside for it at Send; a text that was sent again has a hold of its own. */
  heldMicro: number
  /** Texts in batches that were finished in the last seconds asked for; 0 when it isn't sending. */
  recentlyDone: number
}

export async function findSendState(
  tx: Tx,
  chainId: string,
  campaignId: string,
  { recentSeconds }: { recentSeconds: number },
): Promise<SendState | null> {
  const [row] = await ask(tx, SEND_STATE, { chainId, campaignId, recentSeconds })
  return row ?? null
}

const SEND_STATE = statements
  .select({
    status: campaigns.status,
    people: campaigns.people,
    segments: campaigns.segments,
    costMicro: campaigns.costMicro,
    startedAt: campaigns.startedAt,
    partsPerSecond: sql<number | null>`(
      select a.rate_per_second * 100 / a.share from provider_accounts a
      where a.channel = ${campaigns.channel} and a.enabled and a.share > 0 order by a.share desc, a.position limit 1
    )`,
    heldMicro: sql<number>`coalesce(${holds.heldMicro} - ${holds.capturedMicro} - ${holds.releasedMicro}, 0)`.mapWith(
      Number,
    ),
    recentlyDone: sql<number>`case when ${campaigns.status} = 'sending' then (
      select coalesce(sum(${batches.size}), 0) from ${batches} where ${batches.chainId} = ${campaigns.chainId}
        and ${batches.campaignId} = ${campaigns.id} and ${batches.doneAt} > now() - make_interval(secs => ${sql.placeholder('recentSeconds')})
    ) else 0 end`.mapWith(Number),
  })
  .from(campaigns)
  .leftJoin(holds, and(eq(holds.chainId, campaigns.chainId), eq(holds.id, campaigns.holdId)))
  .where(and(eq(campaigns.chainId, sql.placeholder('chainId')), eq(campaigns.id, sql.placeholder('campaignId'))))
  .limit(1)
  .prepare('send_state')
