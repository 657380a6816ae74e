import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { changeReserve } from '#lib/chains/change-reserve.ts'
import { reserveForReminders } from '#lib/reminders/reserve.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'
import { aRule, switchOn } from '#tests/reminders.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')
const PRICE_MICRO = 45_000

/** A chain whose only patient has so many reminders booked, each on another day, the first in so many hours. */
async function aChainWith(
  reminders: number,
  { free = 10 * PRICE_MICRO, hours = 1 }: { free?: number; hours?: number },
) {
  const ctx = await aChain({ now: NOON, euros: free / 1_000_000 })
  const clinic = await aClinic(ctx)
  const { id: patientId } = await aPatient(ctx, clinic, { firstName: 'Mari' })
  await switchOn(ctx, 'reminders')
  const ruleId = await aRule(ctx, { moment: 'day_before', days: 1, atLocal: '12:00' })
  await db().execute(sql`
    with visit as (
      insert into appointments (chain_id, status, code, clinic_id, patient_id, starts_at)
      select ${ctx.chainId}, 'scheduled', 'R' || n, ${clinic.id}, ${patientId}, ${NOON.toISOString()}::timestamptz + (${hours} + 24 + n * 26) * interval '1 hour'
      from generate_series(0, ${reminders - 1}) as n
      returning id, version, starts_at
    )
    insert into reminders (chain_id, appointment_id, rule_id, appointment_version, channel, rule_version, kind, patient_id, clinic_id, starts_at,
      due_at, status)
    select ${ctx.chainId}, id, ${ruleId}, version, 'sms', 1, 'reminder', ${patientId}, ${clinic.id}, starts_at, starts_at - interval '1 day', 'planned'
    from visit
    on conflict do nothing`)
  return ctx
}

const aNotice = async (ctx: Ctx) => agreeing(ctx, (await aDraft(ctx, { purpose: 'notice' })).campaignId)
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))

test('a campaign leaves the reminders of the coming days their money, unless its sender says otherwise', async () => {
  const ctx = await aChainWith(4, { free: 4 * PRICE_MICRO })
  const input = await aNotice(ctx)
  const refused = { code: 'reserve_needed', field: 'useReserve', params: { reserveMicro: 4 * PRICE_MICRO, days: 7 } }
  await expect(sendCampaign(ctx, input)).rejects.toMatchObject(refused)
  const later = { sendAtLocal: '2026-12-24T10:00', zone: 'Europe/Tallinn' }
  await expect(scheduleCampaign(ctx, { ...input, ...later })).rejects.toMatchObject(refused)
  expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0 })

  await sendCampaign(ctx, { ...input, useReserve: true })
  expect(await accountOf(ctx)).toMatchObject({ heldMicro: PRICE_MICRO })
  const [said] = await db().execute(
    sql`select after -> 'usedReserve' as used from audit_log where chain_id = ${ctx.chainId} and action = 'campaign.send'`,
  )
  expect(said).toEqual({ used: { reserveMicro: 4 * PRICE_MICRO, leftMicro: 3 * PRICE_MICRO } })
})

test('the preview tells what is kept and what is left, before anything is refused', async () => {
  const ctx = await aChainWith(4, { free: 4 * PRICE_MICRO })
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  expect(await previewCampaign(ctx, { campaignId })).toMatchObject({
    balance: { availableMicro: 4 * PRICE_MICRO, afterMicro: 3 * PRICE_MICRO, reserveMicro: 4 * PRICE_MICRO },
    reserve: { days: 7, isEaten: true },
    problems: [],
  })
})

test('of two sends at once that only one can make beside the reserve, one is refused', async () => {
  const ctx = await aChainWith(4, { free: 5 * PRICE_MICRO })
  const inputs = [await aNotice(ctx), await aNotice(ctx)]
  const sent = await Promise.allSettled(inputs.map((input) => sendCampaign(ctx, input)))
  expect(sent.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual(['reserve_needed'])
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 4 * PRICE_MICRO, heldMicro: PRICE_MICRO })
})

test('reminders themselves take what is kept for them', async () => {
  const ctx = await aChainWith(4, { free: 4 * PRICE_MICRO })
  const hold = { campaignId: null, amountMicro: 4 * PRICE_MICRO, factKey: 'tick 1' }
  await inChain(ctx, (tx) => holdMoney(tx, ctx, hold))
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 0 })
})

test.each([
  ['within the days that the chain keeps money for', 5, 24, PRICE_MICRO * 3],
  ['that go after them', 5, 24 * 6, 0],
])('reminders %s count', async (_why, days, hours, expected) => {
  const ctx = await aChainWith(3, { hours })
  await changeReserve(ctx, { days })
  expect(await inChain(ctx, (tx) => reserveForReminders(tx, ctx, days))).toBe(expected)
})

test('a chain that keeps nothing spends everything', async () => {
  const ctx = await aChainWith(4, { free: PRICE_MICRO })
  await changeReserve(ctx, { days: 0 })
  await sendCampaign(ctx, await aNotice(ctx))
  expect(await accountOf(ctx)).toMatchObject({ availableMicro: 0, heldMicro: PRICE_MICRO })
})
