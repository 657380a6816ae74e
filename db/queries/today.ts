import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'

// What the first page of the day asks for, each in one short statement.

/** Beyond this many, the exact number tells nobody what to do differently. */
export const ATTENTION_COUNTED_UP_TO = 500
const CAMPAIGNS_SHOWN = 8

export type CampaignUnderWay = {
  id: string
  name: string
  status: CampaignStatus
  sendAt: Date | null
  people: number
  handedOver: number
}

/** Campaigns that move, wait for their hour or wait for somebody; how far each is comes from the kept counters. */
export async function listCampaignsUnderWay(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<CampaignUnderWay[]> {
  const rows = await tx.execute<Omit<CampaignUnderWay, 'sendAt'> & { sendAt: string | null }>(sql`
    select c.id, c.name, c.status, to_json(c.send_at) #>> '{}' as "sendAt", c.people,
      coalesce((
        select sum(counted.texts) from campaign_counts counted
        where counted.chain_id = c.chain_id and counted.campaign_id = c.id
          -- A text that was sent again is counted by the one that follows it; one about to leave is not gone yet.
          and counted.status not in ('planned', 'submitting', 'cancelled', 'suppressed', 'expired_unsent', 'resent')
      ), 0)::int as "handedOver"
    from campaigns c
    where c.chain_id = ${chainId} and c.kind = 'bulk' and c.archived_at is null
      and c.status in ('scheduled', 'preparing', 'review', 'sending', 'paused') and ${seenBy(clinicIds)}
    order by array_position(array['sending', 'paused', 'preparing', 'review', 'scheduled'], c.status), c.send_at, c.id desc
    limit ${CAMPAIGNS_SHOWN}`)
  return rows.map((row) => ({ ...row, sendAt: row.sendAt === null ? null : new Date(row.sendAt) }))
}

export type Attention = {
  unknownTexts: number
  invalidNumbers: number
  /** Texts that could not be prepared after several tries, and one campaign that has some. */
  stuckTexts: number
  stuckCampaignId: string | null
  /** Channels of which no provider can carry anything now. */
  channelsDown: ('sms' | 'email')[]
}

/** What somebody should look at; each counted up to ATTENTION_COUNTED_UP_TO. */
export async function countNeedingAttention(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<Attention> {
  const own = clinicIds === 'all' ? sql`true` : sql`clinic_id = any(${uuidArray(clinicIds)})`
  const [row] = await tx.execute<Attention>(sql`
    select (
      select count(*)::int from (
        select from delivery_doubts where chain_id = ${chainId} and decided_at is null and ${own} limit ${ATTENTION_COUNTED_UP_TO}
      ) as undecided
    ) as "unknownTexts", (
      select count(*)::int from (
        select 1 from patients
        where chain_id = ${chainId} and phone_kind = 'invalid' and not deceased and ${own} limit ${ATTENTION_COUNTED_UP_TO}
      ) invalid
    ) as "invalidNumbers", coalesce(stuck.texts, 0) as "stuckTexts", stuck."campaignId" as "stuckCampaignId", array(
      select channel from provider_accounts where enabled
      group by channel having bool_and(coalesce(state in ('down', 'refused'), false)) order by channel desc
    ) as "channelsDown"
    from (
      select sum(b.size)::int as texts, (array_agg(c.id order by c.id desc))[1] as "campaignId"
      from batches b join campaigns c on c.chain_id = b.chain_id and c.id = b.campaign_id
      where b.chain_id = ${chainId} and b.status = 'stuck' and ${seenBy(clinicIds)}
    ) as stuck`)
  return row ?? { unknownTexts: 0, invalidNumbers: 0, stuckTexts: 0, stuckCampaignId: null, channelsDown: [] }
}

function seenBy(clinicIds: ClinicScope['clinicIds']) {
  return clinicIds === 'all'
    ? sql`true`
    : sql`(c.sender_clinic_ids is null or c.sender_clinic_ids && ${uuidArray(clinicIds)})`
}

function uuidArray(ids: readonly string[]) {
  return sql`array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]::uuid[]`
}
