import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { BATCH_SIZE } from '#db/queries/materialise.ts'
import { optOuts } from '#db/schema/patients.ts'
import { cancelCampaign } from '#lib/campaigns/cancel.ts'
import { finishCampaign } from '#lib/campaigns/finish.ts'
import { keepCampaigns } from '#lib/campaigns/keep.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { pauseCampaign } from '#lib/campaigns/pause.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { stopCampaign } from '#lib/campaigns/stop.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing, aSentCampaign } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')
const PRICE_MICRO = 45_000

const campaignOf = (ctx: Ctx, campaignId: string) => inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))

async function figuresOf(campaignId: string) {
  const [row] = await db().execute<Record<string, number>>(sql`
    select (select count(*)::int from deliveries where campaign_id = ${campaignId}) as deliveries,
      (select count(distinct address)::int from deliveries where campaign_id = ${campaignId}) as numbers,
      (select coalesce(sum(size), 0)::int from batches where campaign_id = ${campaignId}) as batched,
      (select coalesce(max(size), 0)::int from batches where campaign_id = ${campaignId}) as largest,
      (select coalesce(sum(texts), 0)::int from campaign_counts where campaign_id = ${campaignId}) as counted,
      (select coalesce(sum(cardinality(patient_ids)), 0)::int from left_out_lists where campaign_id = ${campaignId}) as left_out,
      (select count(*)::int from deliveries d where campaign_id = ${campaignId} and not exists (
        select from batches b where b.campaign_id = d.campaign_id and d.id between b.first_id and b.last_id)) as outside_batches`)
  return row
}

async function batchStatuses(campaignId: string): Promise<string[]> {
  const rows = await db().execute<{ status: string }>(sql`
    select distinct status from batches where campaign_id = ${campaignId} order by status`)
  return rows.map(({ status }) => status)
}

describe('the recipients of a campaign', () => {
  test('are written down once each, in batches, and handed over', async () => {
    const { ctx, campaignId, agreed } = await aSentCampaign(1_300, { now: NOON })
    await materialiseCampaign(ctx, { campaignId })

    expect(agreed).toBe(1_170)
    expect(await figuresOf(campaignId)).toEqual({
      ...{ deliveries: agreed, numbers: agreed, batched: agreed, counted: agreed },
      ...{ largest: BATCH_SIZE, left_out: 130, outside_batches: 0 },
    })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending', people: agreed, segments: agreed })
    expect(await batchStatuses(campaignId)).toEqual(['ready'])
    expect(await jobsFor('batches.hand-over')).toContainEqual({ channel: 'sms' })
  })

  test('are all there, none twice, after a worker was killed between ranges and began anew', async () => {
    const { ctx, campaignId, agreed } = await aSentCampaign(600, { now: NOON })
    const killed = new AbortController()
    const half = materialiseCampaign(ctx, { campaignId }, { rangeSize: 50, stopping: killed.signal })
    await someAreWrittenDown(campaignId)
    killed.abort()
    await expect(half).rejects.toThrow('interrupted')
    const before = await figuresOf(campaignId)
    expect(before?.deliveries).toBeLessThan(agreed)
    expect(await batchStatuses(campaignId)).toEqual(['held'])

    await materialiseCampaign(ctx, { campaignId }, { rangeSize: 50 })
    expect(await figuresOf(campaignId)).toMatchObject({
      deliveries: agreed,
      numbers: agreed,
      batched: agreed,
      counted: agreed,
    })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: agreed * PRICE_MICRO })
  })

  test('are written down once by two workers who take turns, and a third who comes late changes nothing', async () => {
    const { ctx, campaignId, agreed } = await aSentCampaign(400, { now: NOON })
    const worker = () => materialiseCampaign(ctx, { campaignId }, { rangeSize: 40 })
    await Promise.all([worker(), worker()])
    await worker()
    expect(await figuresOf(campaignId)).toMatchObject({ deliveries: agreed, batched: agreed, counted: agreed })
  })

  test('keep their exact price when a name changes to one nobody had measured', async () => {
    const { ctx, campaignId } = await aSentCampaign(60, { now: NOON })
    const killed = new AbortController()
    const half = materialiseCampaign(ctx, { campaignId }, { rangeSize: 5, stopping: killed.signal })
    await someAreWrittenDown(campaignId)
    killed.abort()
    await half.catch(() => {})
    await db().execute(sql`update patients set first_name = 'Mārī 🦷' where chain_id = ${ctx.chainId} and code = '59'`)

    await materialiseCampaign(ctx, { campaignId }, { rangeSize: 5 })
    const [row] = await db().execute<{ params: string[]; segments: number }>(sql`
      select d.params, d.segments from deliveries d join patients p on p.id = d.patient_id
      where d.campaign_id = ${campaignId} and p.code = '59'`)
    expect(row).toEqual({ params: ['Mārī 🦷'], segments: 1 })
  })

  test('are not texted on a number that somebody else took over while the run was under way', async () => {
    const { ctx, campaignId } = await aSentCampaign(60, { now: NOON })
    const killed = new AbortController()
    const half = materialiseCampaign(ctx, { campaignId }, { rangeSize: 5, stopping: killed.signal })
    await someAreWrittenDown(campaignId)
    killed.abort()
    await half.catch(() => {})
    await db().execute(sql`update patients set phone = '+37250000000' where chain_id = ${ctx.chainId} and code = '59'`)

    await materialiseCampaign(ctx, { campaignId }, { rangeSize: 5 })
    const figures = await figuresOf(campaignId)
    expect(figures).toMatchObject({ deliveries: 53, numbers: 53, batched: 53, counted: 53, left_out: 7 })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending', people: 53 })
  })

  test('lose nobody’s money when they opt out between Send and the run', async () => {
    const { ctx, campaignId, agreed } = await aSentCampaign(50, { now: NOON })
    await db()
      .insert(optOuts)
      .values({ chainId: ctx.chainId, channel: 'sms', address: '+37250000005', purpose: 'all', source: 'link' })
    await materialiseCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending', people: agreed - 1 })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: (agreed - 1) * PRICE_MICRO })
  })

  test('are nobody when all have left: the campaign is over and the money free', async () => {
    const { ctx, campaignId } = await aSentCampaign(3, { now: NOON })
    await db().execute(sql`update patients set deceased = true where chain_id = ${ctx.chainId}`)
    await materialiseCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sent', people: 0 })
    expect(await accountOf(ctx)).toMatchObject({ availableMicro: 1_000_000_000, heldMicro: 0 })
  })

  test('of private messages are each of the picked, on one number too', async () => {
    const ctx = await aChain({ now: NOON, euros: 10 })
    const clinic = await aClinic(ctx)
    const mother = await aPatient(ctx, clinic)
    const { phone, phoneKind, phoneCountry } = mother
    const child = await aPatient(ctx, clinic, { phone, phoneKind, phoneCountry })
    await aPatient(ctx, clinic)
    const audience = { patientIds: [mother.id, child.id] }
    const { campaignId } = await aDraft(ctx, { kind: 'private', purpose: 'notice', audience })
    await sendCampaign(ctx, await agreeing(ctx, campaignId))
    await materialiseCampaign(ctx, { campaignId })
    expect(await figuresOf(campaignId)).toMatchObject({ deliveries: 2, numbers: 1, left_out: 0 })
  })

  test('whose text would be empty keep their number from others all the same, as the preview has it', async () => {
    const ctx = await aChain({ now: NOON, euros: 10 })
    const clinic = await aClinic(ctx)
    const { phone, phoneKind, phoneCountry } = await aPatient(ctx, clinic, { firstName: '' })
    await aPatient(ctx, clinic, { firstName: 'Mari', phone, phoneKind, phoneCountry })
    await aPatient(ctx, clinic, { firstName: 'Jüri' })
    const { campaignId } = await aDraft(ctx, { purpose: 'notice', body: '{first_name}' })
    await sendCampaign(ctx, await agreeing(ctx, campaignId))
    await materialiseCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending', people: 1 })
    expect(await figuresOf(campaignId)).toMatchObject({ deliveries: 1, left_out: 2 })
  })

  test('of an offer get a link each, the same one next time', async () => {
    const ctx = await aChain({ now: NOON, euros: 10 })
    const clinic = await aClinic(ctx)
    const patient = await aPatient(ctx, clinic)
    await db().execute(sql`
      insert into consents (chain_id, patient_id, purpose, channel, source) values (${ctx.chainId}, ${patient.id}, 'marketing', 'sms', 'seed')`)
    const codes: string[] = []
    for (let round = 0; round < 2; round += 1) {
      const { campaignId } = await aDraft(ctx)
      await sendCampaign(ctx, await agreeing(ctx, campaignId))
      await materialiseCampaign(ctx, { campaignId })
      const [row] = await db().execute<{ code: string }>(sql`
        select params[2] as code from deliveries where campaign_id = ${campaignId}`)
      codes.push(row?.code ?? '')
    }
    expect(codes[0]).toMatch(/^[A-Za-z0-9]{12}$/)
    expect(codes[1]).toBe(codes[0])
  })
})

test('a campaign that was paused after its last text had left is over, not paused for ever', async () => {
  const { ctx, campaignId } = await aSentCampaign(1, { now: NOON })
  await materialiseCampaign(ctx, { campaignId })
  await db().$client`update batches set status = 'done', done_at = now() where campaign_id = ${campaignId}`
  await pauseCampaign(ctx, { campaignId })
  await finishCampaign(ctx, { campaignId })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sent', pausedFor: null })
})

test('a campaign whose closing was lost is closed by the minute’s look, once it has had its time', async () => {
  const { ctx, campaignId } = await aSentCampaign(1, { now: NOON })
  await materialiseCampaign(ctx, { campaignId })
  await db().$client`update campaigns set updated_at = now() - interval '6 minutes' where id = ${campaignId}`
  await keepCampaigns({ now: NOON })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending' }) // a text is still to go
  await db().$client`update batches set status = 'done', done_at = now() where campaign_id = ${campaignId}`
  await db().$client`update campaigns set updated_at = now() where id = ${campaignId}`
  await keepCampaigns({ now: NOON })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending' }) // its own job may be on its way
  await db().$client`update campaigns set updated_at = now() - interval '6 minutes' where id = ${campaignId}`
  await keepCampaigns({ now: NOON })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sent', finishedAt: expect.any(Date) })
})

test('a campaign whose preparing has lost its job, or used up its tries, gets another by the minute’s look, and goes out', async () => {
  const { ctx, campaignId } = await aSentCampaign(3, { now: NOON })
  const jobsOf = async () => {
    const jobs = await jobsFor('campaign.materialise')
    return jobs.filter((job) => job.campaignId === campaignId).length
  }
  await db()
    .$client`delete from pgboss.job where name = 'campaign.materialise' and data ->> 'campaignId' = ${campaignId}`
  await keepCampaigns({ now: NOON })
  expect(await jobsOf()).toBe(0) // it may be on its way
  await db().$client`update campaigns set updated_at = now() - interval '6 minutes' where id = ${campaignId}`
  await keepCampaigns({ now: NOON })
  await keepCampaigns({ now: NOON })
  expect(await jobsOf()).toBe(1)
  await materialiseCampaign(ctx, { campaignId })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'sending' })
  expect(await batchStatuses(campaignId)).toEqual(['ready'])
})

describe('a campaign that is being prepared', () => {
  test('can be stopped: the run ends, nothing goes out, and the money of who was not written down yet is free', async () => {
    const { ctx, campaignId } = await aSentCampaign(100, { now: NOON })
    await stopCampaign(ctx, { campaignId })
    await materialiseCampaign(ctx, { campaignId })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'stopped', finishedAt: expect.any(Date) })
    expect(await figuresOf(campaignId)).toMatchObject({ deliveries: 0, batched: 0 })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0 })
  })

  test('and is stopped half-way holds the price of exactly what was written down, until that is called off', async () => {
    const { ctx, campaignId } = await aSentCampaign(100, { now: NOON })
    const killed = new AbortController()
    const half = materialiseCampaign(ctx, { campaignId }, { rangeSize: 10, stopping: killed.signal })
    await someAreWrittenDown(campaignId)
    killed.abort()
    await half.catch(() => {})
    await stopCampaign(ctx, { campaignId })
    const written = await figuresOf(campaignId)
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: (written?.deliveries ?? 0) * PRICE_MICRO })
    expect(await batchStatuses(campaignId)).toEqual(['cancelled'])
  })

  test('cannot be cancelled any more', async () => {
    const { ctx, campaignId } = await aSentCampaign(1, { now: NOON })
    await expect(cancelCampaign(ctx, { campaignId })).rejects.toMatchObject({ code: 'campaign_status_changed' })
  })
})

async function someAreWrittenDown(campaignId: string): Promise<void> {
  for (;;) {
    const [row] = await db().execute(sql`select 1 from deliveries where campaign_id = ${campaignId} limit 1`)
    if (row) return
  }
}
