import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { optOuts } from '#db/schema/patients.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { startCampaign } from '#lib/campaigns/start.ts'
import { unscheduleCampaign } from '#lib/campaigns/unschedule.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')
const PRICE_MICRO = 45_000

async function aClinicWith(people: number, { euros = 10, now = NOON }: { euros?: number; now?: Date } = {}) {
  const ctx = await aChain({ now, euros })
  const clinic = await aClinic(ctx)
  const all = []
  for (let count = 0; count < people; count += 1) all.push(await aPatient(ctx, clinic, { firstName: `Mari ${count}` }))
  return { ctx, clinic, people: all }
}

const campaignOf = (ctx: Ctx, campaignId: string) => inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))

describe('a scheduled campaign', () => {
  const scheduled = async (ctx: Ctx, sendAtLocal = '2026-12-24T10:00') => {
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const input = { ...(await agreeing(ctx, campaignId)), sendAtLocal, zone: 'Europe/Tallinn' }
    await scheduleCampaign(ctx, input)
    return campaignId
  }

  test('holds its price now and starts at the wall-clock time of its zone', async () => {
    const { ctx } = await aClinicWith(2)
    const campaignId = await scheduled(ctx)
    expect(await campaignOf(ctx, campaignId)).toMatchObject({
      status: 'scheduled',
      sendAt: new Date('2026-12-24T08:00:00Z'),
      sendAtZone: 'Europe/Tallinn',
    })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 2 * PRICE_MICRO })

    await startCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'scheduled' })
    await startCampaign({ ...ctx, now: new Date('2026-12-24T08:00:00Z') }, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'preparing', month: '2026-12-01' })
  })

  test('and taken back holds anew when the page of before is posted once more, key and all', async () => {
    const { ctx } = await aClinicWith(2)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const input = await agreeing(ctx, campaignId)
    await scheduleCampaign(ctx, { ...input, sendAtLocal: '2026-12-24T10:00', zone: 'Europe/Tallinn' })
    await unscheduleCampaign(ctx, { campaignId })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0 })

    await sendCampaign(ctx, input)
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 2 * PRICE_MICRO })
    expect(await jobsFor('campaign.materialise')).toContainEqual({ chainId: ctx.chainId, campaignId })
  })

  test('is started by the minute’s tick when its job was lost', async () => {
    const { ctx } = await aClinicWith(1)
    const campaignId = await scheduled(ctx)
    await keepCampaigns({ now: new Date('2026-12-24T08:05:00Z') })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'preparing' })
  })

  test('is asked to be prepared once in five minutes, however long the worker takes to begin', async () => {
    const { ctx } = await aClinicWith(1)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    await sendCampaign(ctx, await agreeing(ctx, campaignId))
    await db().$client`delete from pgboss.job where data ->> 'campaignId' = ${campaignId}`
    await db().$client`update campaigns set updated_at = now() - interval '1 hour' where id = ${campaignId}`
    for (let minute = 0; minute < 3; minute += 1) await keepCampaigns({ now: NOON })
    const jobs = (await jobsFor('campaign.materialise')).filter((job) => job.campaignId === campaignId)
    // Two at most: the span may change while the test runs.
    expect([1, 2]).toContain(jobs.length)
  })

  test.each([
    ['in the past', '2026-12-02T11:59', 'send_time_in_past'],
    ['at night', '2026-12-24T22:00', 'send_time_outside_hours'],
  ])('is refused %s', async (_when, sendAtLocal, code) => {
    const { ctx } = await aClinicWith(1)
    await expect(scheduled(ctx, sendAtLocal)).rejects.toMatchObject({ code, field: 'sendAtLocal' })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0 })
  })

  test('goes back to its author when more people would get it than were agreed, and nothing is sent or kept', async () => {
    const { ctx, clinic } = await aClinicWith(2)
    const campaignId = await scheduled(ctx)
    await aPatient(ctx, clinic)
    const later = { ...ctx, now: new Date('2026-12-24T08:00:00Z') }
    await startCampaign(later, { campaignId })
    await materialiseCampaign(later, { campaignId })

    expect(await campaignOf(ctx, campaignId)).toMatchObject({
      status: 'review',
      holdId: null,
      review: { people: 3, agreedPeople: 2 },
    })
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 10_000_000, heldMicro: 0 })
    const [left] = await db().$client`select count(*)::int from deliveries where campaign_id = ${campaignId}`
    expect(left).toEqual({ count: 0 })

    await unscheduleCampaign(ctx, { campaignId })
    await expect(sendCampaign(ctx, await agreeing(ctx, campaignId))).resolves.toMatchObject({ people: 3 })
  })

  test('drops who opted out before it started, and gives their money back', async () => {
    const { ctx, people } = await aClinicWith(3)
    const campaignId = await scheduled(ctx)
    await optOut(ctx, people[1]?.phone ?? '')
    const later = { ...ctx, now: new Date('2026-12-24T08:00:00Z') }
    await startCampaign(later, { campaignId })
    await materialiseCampaign(later, { campaignId })

    expect(await campaignOf(ctx, campaignId)).toMatchObject({
      status: 'sending',
      people: 2,
      costMicro: 2 * PRICE_MICRO,
    })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 2 * PRICE_MICRO })
  })
})

async function optOut(ctx: Ctx, address: string): Promise<void> {
  await db().insert(optOuts).values({ chainId: ctx.chainId, channel: 'sms', address, purpose: 'all', source: 'link' })
}
