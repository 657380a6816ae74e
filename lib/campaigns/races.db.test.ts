import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, jobsFor, testDatabase } from '#tests/database.ts'

// What people do at the same moment, over as many connections as there are clicks: each is a transaction of its own on the server.

const CONNECTIONS = 60
testDatabase({ DATABASE_POOL: String(CONNECTIONS) })

const CLICKS = 50
const SENDS = 200
const PRICE_MICRO = 45_000

async function aClinicWith(people: number, euros: number): Promise<Ctx> {
  const ctx = await aChain({ euros })
  const clinic = await aClinic(ctx)
  for (let count = 0; count < people; count += 1) await aPatient(ctx, clinic)
  return ctx
}

const account = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))

test('the clicks come over connections of their own', async () => {
  const rows = await Promise.all(
    Array.from({ length: CLICKS }, () => db().$client`select pg_backend_pid() as pid, pg_sleep(0.3)`),
  )
  expect(new Set(rows.map(([row]) => row?.pid)).size).toBe(CLICKS)
})

test('50 confirms of one campaign at once are one send with one answer: one hold, one job, one text a patient', async () => {
  const ctx = await aClinicWith(3, 10)
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
  const input = await agreeing(ctx, campaignId)
  const answers = await Promise.all(Array.from({ length: CLICKS }, () => sendCampaign(ctx, input)))

  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ campaignId, people: 3, costMicro: 3 * PRICE_MICRO })]),
  )
  expect((await jobsFor('campaign.materialise')).filter((job) => job.campaignId === campaignId)).toHaveLength(1)
  const holds = await db().$client`select held_micro from holds where campaign_id = ${campaignId}`
  expect(holds.map((hold) => Number(hold.held_micro))).toEqual([3 * PRICE_MICRO])

  await Promise.all(Array.from({ length: 4 }, () => materialiseCampaign(ctx, { campaignId })))
  const [written] = await db().$client`
    select count(*)::int as texts, count(distinct patient_id)::int as people from deliveries where campaign_id = ${campaignId}`
  expect(written).toEqual({ texts: 3, people: 3 })
  expect(await account(ctx)).toMatchObject({ heldMicro: 3 * PRICE_MICRO, spentMicro: 0 })
})

test('50 confirms from 50 windows, each with a key of its own, are one send; the others are told so', async () => {
  const ctx = await aClinicWith(2, 10)
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
  const input = await agreeing(ctx, campaignId)
  const answers = await Promise.allSettled(
    Array.from({ length: CLICKS }, () => sendCampaign(ctx, { ...input, sendKey: crypto.randomUUID() })),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
  expect(new Set(refusals)).toEqual(new Set(['campaign_not_sendable']))
  expect(await account(ctx)).toMatchObject({ heldMicro: 2 * PRICE_MICRO })
})

test('200 sends at once against one balance: exactly as many as it pays for, and never below nothing', async () => {
  const paidFor = 66
  const ctx = await aClinicWith(1, 3)
  const drafts = await Promise.all(
    Array.from({ length: SENDS }, () => aDraft(ctx, { purpose: 'notice', outsideHours: true })),
  )
  const inputs = await Promise.all(drafts.map(({ campaignId }) => agreeing(ctx, campaignId)))
  let lowest = Number.POSITIVE_INFINITY
  let over = false
  const watching = (async () => {
    while (!over) lowest = Math.min(lowest, (await account(ctx)).availableMicro)
  })()
  const answers = await Promise.allSettled(inputs.map((input) => sendCampaign(ctx, input)))
  over = true
  await watching

  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(paidFor)
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
  expect(new Set(refusals)).toEqual(new Set(['insufficient_balance']))
  expect(lowest).toBeGreaterThanOrEqual(0)
  const left = 3_000_000 - paidFor * PRICE_MICRO
  expect(await account(ctx)).toMatchObject({ availableMicro: left, heldMicro: paidFor * PRICE_MICRO, spentMicro: 0 })
  expect(left).toBeLessThan(PRICE_MICRO)
})
