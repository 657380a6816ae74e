import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { LAST_ID } from '#db/queries/materialise.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { startCampaign } from '#lib/campaigns/start.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

// A price that begins while a campaign is under way: at midnight of Tallinn.
const BEFORE_MIDNIGHT = new Date('2026-12-02T21:59:00Z')
const AFTER_MIDNIGHT = new Date('2026-12-02T22:01:00Z')
const OLD_MICRO = 45_000
const PEOPLE = 12

let place = 0
let location = ''
beforeEach(() => {
  place += 1
  location = `X${String.fromCharCode(64 + place)}`
})

async function aChainWhosePriceBecomes(newMicro: number): Promise<Ctx> {
  await db().execute(sql`
    insert into tariffs (location, channel, country, price_micro, valid_from)
    values (${location}, 'sms', 'EE', ${OLD_MICRO}, '2026-01-01'), (${location}, 'sms', 'EE', ${newMicro}, '2026-12-03 00:00 Europe/Tallinn')`)
  const ctx = await aChain({ euros: 10, now: BEFORE_MIDNIGHT, location })
  const clinic = await aClinic(ctx)
  for (let n = 0; n < PEOPLE; n += 1) await aPatient(ctx, clinic)
  return ctx
}

const later = (ctx: Ctx) => ({ ...ctx, now: AFTER_MIDNIGHT })
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))
const campaignOf = (ctx: Ctx, campaignId: string) => inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
const pricesOf = (campaignId: string) =>
  db().execute(sql`
    select price_micro as price, count(*)::int as texts from deliveries where campaign_id = ${campaignId} group by 1 order by 1`)

test.each([
  ['dearer', 50_000],
  ['cheaper', 40_000],
])(
  'a price that becomes %s after Send changes nothing of it: each text has the price of that moment',
  async (_how, micro) => {
    const ctx = await aChainWhosePriceBecomes(micro)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
    await sendCampaign(ctx, await agreeing(ctx, campaignId))

    // One range is written before midnight, and its worker dies; another writes the rest after it.
    const killed = new AbortController()
    const first = materialiseCampaign(ctx, { campaignId }, { rangeSize: 2, stopping: killed.signal })
    while ((await pricesOf(campaignId)).length === 0);
    killed.abort()
    await first.catch(() => {})
    expect((await campaignOf(ctx, campaignId))?.preparedUpTo).not.toBe(LAST_ID)
    await materialiseCampaign(later(ctx), { campaignId })

    expect(await pricesOf(campaignId)).toEqual([{ price: OLD_MICRO, texts: PEOPLE }])
    await handOverBatches({ line: smsLine(scriptedProvider()), windowSize: 2, stopping: new AbortController().signal })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0, spentMicro: PEOPLE * OLD_MICRO })
  },
)

test('a scheduled campaign that would cost more than was held goes back to its author, and nothing is spent', async () => {
  const ctx = await aChainWhosePriceBecomes(50_000)
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
  await scheduleCampaign(ctx, {
    ...(await agreeing(ctx, campaignId)),
    sendAtLocal: '2026-12-03T00:01',
    zone: 'Europe/Tallinn',
  })
  await startCampaign(later(ctx), { campaignId })
  await materialiseCampaign(later(ctx), { campaignId })
  expect(await campaignOf(ctx, campaignId)).toMatchObject({
    status: 'review',
    review: { costMicro: PEOPLE * 50_000, agreedCostMicro: PEOPLE * OLD_MICRO },
  })
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 10_000_000, heldMicro: 0, spentMicro: 0 })
})

test('a scheduled campaign that has become cheaper goes out at the price of its start', async () => {
  const ctx = await aChainWhosePriceBecomes(40_000)
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
  await scheduleCampaign(ctx, {
    ...(await agreeing(ctx, campaignId)),
    sendAtLocal: '2026-12-03T00:01',
    zone: 'Europe/Tallinn',
  })
  await startCampaign(later(ctx), { campaignId })
  await materialiseCampaign(later(ctx), { campaignId })
  expect(await pricesOf(campaignId)).toEqual([{ price: 40_000, texts: PEOPLE }])
  expect(await accountOf(ctx)).toMatchObject({ heldMicro: PEOPLE * 40_000 })
})
