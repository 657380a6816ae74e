import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { pauseCampaign } from '#lib/campaigns/pause.ts'
import { resumeCampaign } from '#lib/campaigns/resume.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aSentCampaign } from '#tests/campaigns.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')

const campaignOf = (ctx: Ctx, campaignId: string) => inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))

async function batchStatuses(campaignId: string): Promise<string[]> {
  const rows = await db().execute<{ status: string }>(sql`
    select distinct status from batches where campaign_id = ${campaignId} order by status`)
  return rows.map(({ status }) => status)
}

describe('sending hours', () => {
  const at = (time: string) => new Date(`2026-12-02T${time}:00Z`)

  test('end: a running campaign pauses and goes on by itself in the morning', async () => {
    const { ctx, campaignId } = await aSentCampaign(5, { now: NOON })
    await materialiseCampaign(ctx, { campaignId })
    await keepCampaigns({ now: at('17:59') })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending' })
    await keepCampaigns({ now: at('18:00') })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'paused', pausedFor: 'hours' })
    expect(await batchStatuses(campaignId)).toEqual(['held'])
    await keepCampaigns({ now: new Date('2026-12-03T07:00:00Z') })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending', pausedFor: null })
    expect(await batchStatuses(campaignId)).toEqual(['ready'])
  })

  test('that ended while recipients were written down: it waits for the morning', async () => {
    const { ctx, campaignId } = await aSentCampaign(5, { now: NOON })
    await materialiseCampaign({ ...ctx, now: at('18:01') }, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'paused', pausedFor: 'hours' })
    expect(await batchStatuses(campaignId)).toEqual(['held'])
  })

  test('are kept by who resumes at night, too', async () => {
    const { ctx, campaignId } = await aSentCampaign(5, { now: NOON })
    await materialiseCampaign(ctx, { campaignId })
    await pauseCampaign(ctx, { campaignId })
    await expect(resumeCampaign({ ...ctx, now: at('20:30') }, { campaignId })).rejects.toMatchObject({
      code: 'send_time_outside_hours',
    })
    expect(await batchStatuses(campaignId)).toEqual(['held'])
  })

  test('are kept for all, whatever is wrong with one campaign', async () => {
    const { ctx, campaignId: broken } = await aSentCampaign(1, { now: NOON })
    await materialiseCampaign(ctx, { campaignId: broken })
    await db().$client`update campaigns set audience = '{"clinicIds": "?"}' where id = ${broken}`
    const { ctx: other, campaignId } = await aSentCampaign(1, { now: NOON })
    await materialiseCampaign(other, { campaignId })
    await keepCampaigns({ now: at('18:00') })
    expect(await campaignOf(other, campaignId)).toMatchObject({ status: 'paused', pausedFor: 'hours' })
  })

  test('do not wake what a person has paused', async () => {
    const { ctx, campaignId } = await aSentCampaign(5, { now: NOON })
    await materialiseCampaign(ctx, { campaignId })
    await pauseCampaign(ctx, { campaignId })
    await keepCampaigns({ now: at('10:00') })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'paused', pausedFor: 'staff' })
    await resumeCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending' })
  })
})
