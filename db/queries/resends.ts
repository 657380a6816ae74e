import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { UndecidedText } from '#db/queries/undecided.ts'
import type { CampaignStatus } from '#lib/core/campaign-status.ts'
import type { DeliveryFigures } from '#lib/core/status-change.ts'
import { TRIAL_PROVIDERS } from '#lib/core/trial-providers.ts'

// A text that is sent again is a row of its own beside the first, in the same month and campaign, one attempt on. Its batch holds the
// resends of one step and one campaign.

export type CampaignOfResends = {
  id: string
  kind: 'bulk' | 'private'
  status: CampaignStatus
  outsideHours: boolean
}

/**
 * The campaigns of texts that are sent again, locked: two steps of one campaign take turns, so that the ids of their texts do not
 * interleave (a batch is a range of ids), and nobody pauses or stops it meanwhile.
 */
export async function lockCampaignsOf(
  tx: Tx,
  chainId: string,
  campaignIds: readonly string[],
): Promise<CampaignOfResends[]> {
  return tx.execute(sql`
    select id, kind, status, outside_hours as "outsideHours" from campaigns
    where chain_id = ${chainId} and id = any(${arrayLiteral(campaignIds)}::uuid[])
    order by id for update`)
}

/** A text to be sent again: at the price of now, its batch ready or held, and not before an instant. */
export type Resend = Pick<UndecidedText, 'deliveryId' | 'month'> & {
  priceMicro: number
  freeIfUndelivered: boolean
  status: 'ready' | 'held'
  notBefore: Date
}

export type Resent = DeliveryFigures & { resendOf: string }

/** Before bulk mail, since somebody waits for these. */
const PRIORITY = 4

/** Writes the texts and their batches. The old ones stay as they are; their keys forbid a second resend of the same attempt. */
export async function insertResends(
  tx: Tx,
  { chainId, holdId }: { chainId: string; holdId: string },
  resends: readonly Resend[],
): Promise<Resent[]> {
  return tx.execute<Resent>(sql`
    with chosen as (
      select * from unnest(
        ${arrayLiteral(resends.map(({ deliveryId }) => deliveryId))}::uuid[], ${arrayLiteral(resends.map(({ month }) => month))}::date[],
        ${arrayLiteral(resends.map(({ priceMicro }) => priceMicro))}::bigint[],
        ${arrayLiteral(resends.map(({ freeIfUndelivered }) => freeIfUndelivered))}::boolean[], ${arrayLiteral(resends.map(({ status }) => status))}::text[],
        ${arrayLiteral(resends.map(({ notBefore }) => notBefore.toISOString()))}::timestamptz[]
      ) as chosen (id, month, price_micro, free_if_undelivered, status, not_before)
    ), fresh as (
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, country, language,
        wording_id, params, segments, price_micro, free_if_undelivered, valid_until, attempt, resend_of)
      select d.chain_id, d.month, d.kind, d.channel, d.campaign_id, d.patient_id, d.clinic_id, d.once_per, d.address, d.country, d.language,
        d.wording_id, d.params, d.segments, chosen.price_micro, chosen.free_if_undelivered, greatest(now(), chosen.not_before) + (d.valid_until - d.planned_at),
        d.attempt + 1, d.id
      from chosen join deliveries d on d.chain_id = ${chainId} and d.month = chosen.month and d.id = chosen.id
      order by d.campaign_id, d.id
      returning *
    ), batch as (
      insert into batches (chain_id, month, campaign_id, channel, kind, priority, hold_id, status, not_before, first_id, last_id, size, trial)
      select ${chainId}::uuid, f.month, f.campaign_id, f.channel, f.kind, ${sql.raw(String(PRIORITY))}, ${holdId}::uuid, chosen.status,
        chosen.not_before, (array_agg(f.id order by f.id))[1], (array_agg(f.id order by f.id desc))[1], count(*)::int,
        -- What was tried in the sandbox never reaches a provider, whenever it is sent again.
        coalesce(bool_or(old.provider = any(${arrayLiteral(TRIAL_PROVIDERS)}::text[])), false)
      from fresh f join chosen on chosen.id = f.resend_of
      join deliveries old on old.chain_id = ${chainId} and old.month = chosen.month and old.id = chosen.id
      -- Test texts have no campaign to lock, so each is a batch of its own.
      group by f.month, f.campaign_id, f.channel, f.kind, chosen.status, chosen.not_before, case when f.campaign_id is null then f.id end,
        old.provider = any(${arrayLiteral(TRIAL_PROVIDERS)}::text[])
    )
    select f.id as "deliveryId", f.chain_id as "chainId", f.month::text as month, f.campaign_id as "campaignId", f.clinic_id as "clinicId",
      (f.planned_at at time zone c.zone)::date::text as day, f.kind, f.channel, f.language, f.segments, f.price_micro as "priceMicro",
      ${holdId}::uuid as "holdId", f.resend_of as "resendOf"
    from fresh f left join clinics c on c.chain_id = f.chain_id and c.id = f.clinic_id`)
}

/** Whether a batch of these resends shares ids with another of its campaign: then two workers could hold the same text. */
export async function batchesOverlap(
  tx: Tx,
  { chainId, holdId }: { chainId: string; holdId: string },
  campaignIds: readonly string[],
): Promise<boolean> {
  const [row] = await tx.execute<{ overlap: boolean }>(sql`
    select exists (
      select from batches own join batches other on other.chain_id = own.chain_id and other.campaign_id = own.campaign_id
        and other.month = own.month and other.id <> own.id and other.first_id <= own.last_id and other.last_id >= own.first_id
      where own.chain_id = ${chainId} and own.campaign_id = any(${arrayLiteral(campaignIds)}::uuid[]) and own.hold_id = ${holdId}
    ) as overlap`)
  return row?.overlap ?? false
}
