import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

/** A campaign of any chain that the clock has something to say to. */
export type CampaignToKeep = { chainId: string; campaignId: string; need: 'start' | 'prepare' | 'hours' }

/** Scheduled ones whose time has come, those whose preparing has stopped, and those that keep sending hours; the oldest first. */
export async function listCampaignsToKeep(
  tx: Tx,
  { now, stuckMinutes }: { now: Date; stuckMinutes: number },
): Promise<CampaignToKeep[]> {
  return tx.execute<CampaignToKeep>(sql`
    select chain_id as "chainId", id as "campaignId",
      case status when 'scheduled' then 'start' when 'preparing' then 'prepare' else 'hours' end as need
    from campaigns
    where (status = 'scheduled' and send_at <= ${now.toISOString()}::timestamptz)
      or (status = 'preparing' and updated_at < now() - make_interval(mins => ${stuckMinutes}::int))
      or (status = 'sending' and kind = 'bulk' and not outside_hours)
      or (status = 'paused' and paused_for = 'hours')
    order by id`)
}
