import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'

import { createCampaign } from '#lib/campaigns/create.ts'
import { CreateCampaignInput, SaveCampaignInput, SendCampaignInput } from '#lib/campaigns/inputs.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'

export const BODY =
  'Tere, {first_name}! Meie kliinik on uues majas: Narva mnt 7, Tallinn. Ootame Teid! {clinic_name}, {clinic_phone}'
export const SUBJECT = 'Meie kliinik on uues majas'
const LOOK_MILLISECONDS = 20

/** Writes, previews and sends a text to everybody, at any hour, as a person would. @returns the campaign, and the instant of Send */
export async function sendToEverybody(
  of: Ctx,
  channel: 'sms' | 'email',
): Promise<{ campaignId: string; people: number; sentAtMs: number }> {
  const ctx = { ...of, now: new Date() }
  const about = { name: 'Bench', purpose: 'notice', channel, audience: EVERYONE } as const
  const { campaignId } = await createCampaign(ctx, CreateCampaignInput.parse(about))
  const compositions = [{ language: 'et', subject: channel === 'email' ? SUBJECT : '', body: BODY }]
  const draft = { ...about, campaignId, version: 1, noLanguageAs: null, outsideHours: true, compositions }
  await saveCampaign(ctx, SaveCampaignInput.parse(draft))
  const { fingerprint, willGet } = await previewCampaign(ctx, { campaignId })
  const input = { campaignId, sendKey: randomUUID(), fingerprint, typedPeople: willGet }
  const sentAtMs = Date.now()
  await sendCampaign(ctx, SendCampaignInput.parse(input))
  return { campaignId, people: willGet, sentAtMs }
}

/** Resolves, with the instant, when the last text of a campaign has left and what became of it is written. */
export async function whenOut(sql: Sql, campaignId: string, lookMilliseconds = LOOK_MILLISECONDS): Promise<number> {
  for (;;) {
    const [row] = await sql<{ out: boolean }[]>`
      select exists (select from batches where campaign_id = ${campaignId} and status <> 'held')
        and not exists (select from batches where campaign_id = ${campaignId} and done_at is null) as out`
    if (row?.out) return Date.now()
    await pause(lookMilliseconds)
  }
}

/** How many texts of a campaign are in each status, by the figures that screens show. */
export async function statusesOf(sql: Sql, campaignId: string): Promise<Record<string, number>> {
  const rows = await sql<{ status: string; texts: number }[]>`
    select status, sum(texts)::int as texts from campaign_counts where campaign_id = ${campaignId} group by status having sum(texts) > 0`
  return Object.fromEntries(rows.map(({ status, texts }) => [status, texts]))
}
