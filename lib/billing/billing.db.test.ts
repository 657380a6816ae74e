import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount, tariffsInForce } from '#db/queries/billing.ts'
import { captureMoney } from '#lib/billing/capture.ts'
import { correctMoney } from '#lib/billing/correct.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { rechargeMoney, refundMoney } from '#lib/billing/refund.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import { reverseMoney } from '#lib/billing/reverse.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

/** Orders that are tried of what may happen to money; more with LEDGER_RUNS=1000. */
const RUNS = Number(process.env.LEDGER_RUNS ?? 10)
const SECONDS_OF_A_RUN = 3

const account = (chainId: string) => inChain(chainCtx(chainId), (tx) => findAccount(tx, chainId))

const hold = (chainId: string, amountMicro: number, factKey: string = randomUUID()) =>
  inChain(chainCtx(chainId), (tx) =>
    holdMoney(tx, chainCtx(chainId), { campaignId: randomUUID(), amountMicro, factKey }),
  )

describe('the balance of a chain', () => {
  test('is held at Send, spent as texts go, and the rest comes back', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const { holdId } = await hold(chainId, 4_000_000)
    await asWorker((tx) => captureMoney(tx, { chainId, holdId, amountMicro: 1_500_000, factKey: 'window 1' }))
    await asWorker((tx) => releaseMoney(tx, { chainId, holdId, amountMicro: 500_000, factKey: 'one was blocked' }))
    expect(await account(chainId)).toEqual({
      availableMicro: 6_500_000,
      heldMicro: 2_000_000,
      spentMicro: 1_500_000,
      toppedUpMicro: 10_000_000,
      owedMicro: 0,
    })
    await asWorker((tx) => releaseMoney(tx, { chainId, holdId, amountMicro: 'rest', factKey: 'the end' }))
    expect(await account(chainId)).toMatchObject({ availableMicro: 8_500_000, heldMicro: 0, spentMicro: 1_500_000 })
  })

  test('says how much is missing and stays as it is', async () => {
    const { chainId } = await aChain({ euros: 1 })
    await expect(hold(chainId, 1_000_001)).rejects.toMatchObject({
      code: 'insufficient_balance',
      params: { missingMicro: 1 },
    })
    expect(await account(chainId)).toMatchObject({ availableMicro: 1_000_000, heldMicro: 0 })
  })
})

describe('the same fact booked twice', () => {
  test('is one hold', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const first = await hold(chainId, 7_000_000, 'send 1')
    expect(await hold(chainId, 7_000_000, 'send 1')).toEqual(first)
    expect(await account(chainId)).toMatchObject({ heldMicro: 7_000_000 })
  })

  test('is one hold even when 20 clicks arrive together', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const holds = await Promise.all(Array.from({ length: 20 }, () => hold(chainId, 7_000_000, 'send 1')))
    expect(new Set(holds.map(({ holdId }) => holdId)).size).toBe(1)
    expect(await account(chainId)).toMatchObject({ availableMicro: 3_000_000, heldMicro: 7_000_000 })
  })

  test('is one hold also when the second click comes before the first is done', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const fact = { campaignId: null, amountMicro: 7_000_000, factKey: 'send 1' }
    let second: Promise<{ holdId: string }> | undefined
    const first = await inChain(chainCtx(chainId), async (tx) => {
      const made = await holdMoney(tx, chainCtx(chainId), fact)
      second = inChain(chainCtx(chainId), (other) => holdMoney(other, chainCtx(chainId), fact))
      await pause(100)
      return made
    })
    expect(await second).toEqual(first)
  })

  test('is spent or given back once', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const { holdId } = await hold(chainId, 7_000_000)
    const capture = () =>
      asWorker((tx) => captureMoney(tx, { chainId, holdId, amountMicro: 2_000_000, factKey: 'window 1' }))
    const release = () =>
      asWorker((tx) => releaseMoney(tx, { chainId, holdId, amountMicro: 1_000_000, factKey: 'window 2' }))
    await Promise.all([capture(), capture(), release(), release(), capture()])
    expect(await account(chainId)).toMatchObject({
      availableMicro: 4_000_000,
      heldMicro: 4_000_000,
      spentMicro: 2_000_000,
    })
  })
})

test('200 sends against one balance: as many as it pays for, never below nothing', async () => {
  const { chainId } = await aChain({ euros: 1 })
  const results = await Promise.allSettled(Array.from({ length: 200 }, () => hold(chainId, 30_000)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(33)
  const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(new Set(refusals)).toEqual(new Set(['insufficient_balance']))
  expect(await account(chainId)).toMatchObject({ availableMicro: 10_000, heldMicro: 990_000 })
}, 60_000)

describe('the database itself refuses', () => {
  test('to spend more than is held', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const { holdId } = await hold(chainId, 1_000_000)
    await hold(chainId, 5_000_000) // of another campaign, whose money would pay for it
    const capture = asWorker((tx) => captureMoney(tx, { chainId, holdId, amountMicro: 1_000_001, factKey: 'too much' }))
    await expect(capture).rejects.toMatchObject({ cause: { code: '23514', table_name: 'holds' } })
    expect(await account(chainId)).toMatchObject({ heldMicro: 6_000_000, spentMicro: 0 })
  })

  test.each([
    [
      'a balance below nothing',
      sql`available_micro = available_micro - 11000000, topped_up_micro = topped_up_micro - 11000000`,
    ],
    ['money from nowhere', sql`available_micro = available_micro + 1`],
    ['money that vanishes', sql`spent_micro = spent_micro - 1`],
  ])('%s', async (_why, change) => {
    const { chainId } = await aChain({ euros: 10 })
    const update = asWorker((tx) => tx.execute(sql`update accounts set ${change} where chain_id = ${chainId}`))
    await expect(update).rejects.toMatchObject({ cause: { code: '23514', table_name: 'accounts' } })
  })

  test('to rewrite what was booked', async () => {
    const { chainId } = await aChain({ euros: 10 })
    for (const change of [sql`update ledger_entries set amount_micro = 0`, sql`delete from ledger_entries`]) {
      await expect(asWorker((tx) => tx.execute(change))).rejects.toMatchObject({ cause: { code: '42501' } })
      await expect(inChain(chainCtx(chainId), (tx) => tx.execute(change))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
    }
  })
})

describe('a payment that is taken back', () => {
  const reverse = (chainId: string, amountMicro: number, factKey = 'bank 1 recalled') =>
    asWorker((tx) => reverseMoney(tx, { chainId, amountMicro, factKey, note: null, staffId: null }))

  test('leaves the balance, once', async () => {
    const { chainId } = await aChain({ euros: 10 })
    expect(await reverse(chainId, 4_000_000)).toBe(true)
    expect(await reverse(chainId, 4_000_000)).toBe(false)
    expect(await account(chainId)).toMatchObject({ availableMicro: 6_000_000, toppedUpMicro: 6_000_000, owedMicro: 0 })
  })

  test('is owed as far as it was spent; what is given back and what is paid in then pay the debt first', async () => {
    const { chainId } = await aChain({ euros: 10 })
    const { holdId } = await hold(chainId, 7_000_000)
    await asWorker((tx) => captureMoney(tx, { chainId, holdId, amountMicro: 5_000_000, factKey: 'window 1' }))
    await reverse(chainId, 10_000_000)
    expect(await account(chainId)).toEqual({
      availableMicro: 0,
      heldMicro: 2_000_000,
      spentMicro: 5_000_000,
      toppedUpMicro: 0,
      owedMicro: 7_000_000,
    })
    await expect(hold(chainId, 1)).rejects.toMatchObject({ code: 'insufficient_balance' })
    await asWorker((tx) => releaseMoney(tx, { chainId, holdId, amountMicro: 'rest', factKey: 'the end' }))
    expect(await account(chainId)).toMatchObject({ availableMicro: 0, heldMicro: 0, owedMicro: 5_000_000 })
    await topUp(chainCtx(chainId), { amountMicro: 6_000_000, factKey: 'bank 2' })
    expect(await account(chainId)).toMatchObject({ availableMicro: 1_000_000, owedMicro: 0, toppedUpMicro: 6_000_000 })
  })

  test('cannot be more than was ever paid in', async () => {
    const { chainId } = await aChain({ euros: 10 })
    await expect(reverse(chainId, 10_000_001)).rejects.toMatchObject({
      code: 'reversal_too_large',
      params: { mostMicro: 10_000_000 },
    })
  })
})

test('a correction is an entry of its own, up or down', async () => {
  const { chainId } = await aChain({ euros: 10 })
  const correct = (amountMicro: number, factKey: string) =>
    asWorker((tx) => correctMoney(tx, { chainId, amountMicro, factKey, note: 'typed twice', staffId: null }))
  await correct(-3_000_000, 'down')
  await correct(1_000_000, 'up')
  expect(await account(chainId)).toMatchObject({ availableMicro: 8_000_000, toppedUpMicro: 8_000_000 })
  await expect(correct(-8_000_001, 'too far')).rejects.toMatchObject({ code: 'reversal_too_large' })
  expect(await figuresOfLedger(chainId)).toEqual(await account(chainId))
})

test(
  'whatever is held, spent, given back, refunded, paid in and taken back side by side, nothing is lost or made',
  async () => {
    const amount = fc.integer({ min: 1, max: 400_000 })
    const step = fc.record({
      kind: fc.constantFrom(
        'hold',
        'capture',
        'release',
        'rest',
        'refund',
        'recharge',
        'top up',
        'reversal',
        'correction',
      ),
      amount,
      at: fc.nat(9),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const { chainId } = await aChain({ euros: 1 })
        const holdIds = [(await hold(chainId, 300_000)).holdId, (await hold(chainId, 200_000)).holdId]
        await Promise.allSettled(
          steps.map(async ({ kind, amount: amountMicro, at }) => {
            const fact = { chainId, holdId: holdIds[at % holdIds.length] ?? '', factKey: `${kind} ${at}` }
            const noted = { chainId, factKey: fact.factKey, note: 'by chance', staffId: null }
            if (kind === 'hold') holdIds.push((await hold(chainId, amountMicro, fact.factKey)).holdId)
            if (kind === 'capture') await asWorker((tx) => captureMoney(tx, { ...fact, amountMicro }))
            if (kind === 'release') await asWorker((tx) => releaseMoney(tx, { ...fact, amountMicro }))
            if (kind === 'rest') await asWorker((tx) => releaseMoney(tx, { ...fact, amountMicro: 'rest' }))
            if (kind === 'refund') await asWorker((tx) => refundMoney(tx, { ...fact, amountMicro }))
            if (kind === 'recharge') await asWorker((tx) => rechargeMoney(tx, { ...fact, amountMicro }))
            if (kind === 'top up') await topUp(chainCtx(chainId), { amountMicro, factKey: fact.factKey })
            if (kind === 'reversal') await asWorker((tx) => reverseMoney(tx, { ...noted, amountMicro }))
            if (kind === 'correction')
              await asWorker((tx) => correctMoney(tx, { ...noted, amountMicro: amountMicro - 200_000 }))
          }),
        )
        const now = await account(chainId)
        expect(await figuresOfLedger(chainId)).toEqual(now)
        expect(await heldByHolds(chainId)).toBe(now.heldMicro)
        expect(now.availableMicro + now.heldMicro + now.spentMicro).toBe(now.toppedUpMicro + now.owedMicro)
      }),
      { numRuns: RUNS },
    )
  },
  60_000 + RUNS * SECONDS_OF_A_RUN * 1000,
)

describe('the price list', () => {
  test('that holds is the one that began last, for each country', async () => {
    await db().execute(sql`
      insert into tariffs (location, channel, country, price_micro, valid_from)
      values ('XA', 'sms', 'EE', 1, '2026-01-01'), ('XA', 'sms', 'EE', 2, '2026-06-01'), ('XA', 'sms', 'FI', 3, '2026-01-01')`)
    const on = async (date: string) =>
      (await asWorker((tx) => tariffsInForce(tx, 'XA', new Date(date)))).map((row) => [row.country, row.priceMicro])
    expect(await on('2025-12-31T00:00:00Z')).toEqual([])
    expect(await on('2026-05-31T00:00:00Z')).toEqual([
      ['EE', 1],
      ['FI', 3],
    ])
    expect(await on('2026-06-02T00:00:00Z')).toEqual([
      ['EE', 2],
      ['FI', 3],
    ])
  })
})

/** What the account must be, added up from the ledger alone. */
async function figuresOfLedger(chainId: string) {
  const [row] = await db().execute<Record<string, number>>(sql`
    select coalesce(sum(case kind when 'hold' then amount_micro else -amount_micro end) filter (where kind in ('hold', 'capture', 'release')), 0)::bigint as held,
      coalesce(sum(case kind when 'refund' then -amount_micro else amount_micro end) filter (where kind in ('capture', 'refund', 'recharge')), 0)::bigint as spent,
      coalesce(sum(case kind when 'reversal' then -amount_micro else amount_micro end) filter (where hold_id is null), 0)::bigint as topped_up
    from ledger_entries where chain_id = ${chainId}`)
  const { held = 0, spent = 0, topped_up: toppedUp = 0 } = row ?? {}
  const free = toppedUp - held - spent
  return {
    availableMicro: Math.max(0, free),
    heldMicro: held,
    spentMicro: spent,
    toppedUpMicro: toppedUp,
    owedMicro: Math.max(0, -free),
  }
}

async function heldByHolds(chainId: string) {
  const [row] = await db().execute<{ held: number }>(sql`
    select sum(held_micro - captured_micro - released_micro)::bigint as held from holds where chain_id = ${chainId}`)
  return row?.held
}
