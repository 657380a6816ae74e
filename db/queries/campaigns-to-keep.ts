import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

/** A campaign of any chain that the clock has something to say to. */
export type CampaignToKeep = { chainId: string; campaignId: string; need: 'start' | 'prepare' | 'finish' | 'hours' }

/**
 * Scheduled ones whose time has come, those whose preparing has stopped, those of which nothing is left to hand over but that nobody
 * has closed, and those that keep sending hours; the oldest first.
 */
export async function listCampaignsToKeep(
  tx: Tx,
  { now, stuckMinutes }: { now: Date; stuckMinutes: number },
): Promise<CampaignToKeep[]> {
  const left = sql`(status in ('sending', 'paused', 'stopped') and finished_at is null
    and updated_at < now() - make_interval(mins => ${stuckMinutes}::int)
    and not exists (select from batches b where b.chain_id = c.chain_id and b.campaign_id = c.id and b.done_at is null))`
  return tx.execute<CampaignToKeep>(sql`
    select chain_id as "chainId", id as "campaignId", case
        when status = 'scheduled' then 'start'
        when status = 'preparing' then 'prepare'
        when ${left} then 'finish'
        else 'hours'
      end as need
    from campaigns c
    where (status = 'scheduled' and send_at <= ${now.toISOString()}::timestamptz)
      or (status = 'preparing' and updated_at < now() - make_interval(mins => ${stuckMinutes}::int))
      or ${left}
      or (status = 'sending' and kind = 'bulk' and not outside_hours)
      or (status = 'paused' and paused_for = 'hours')
    order by id`)
}
