import { afterEach, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { letters } from '#db/schema/letters.ts'
import { holdMoney } from '#lib/billing/hold.ts'
import { releaseMoney } from '#lib/billing/release.ts'
import { reverseMoney } from '#lib/billing/reverse.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { watchBalances } from '#lib/billing/watch-balances.ts'
import { writeLetter } from '#lib/letters/write.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

afterEach(() => db().delete(letters))

async function aChainWithManagers(locales: readonly string[], euros = 30): Promise<Ctx> {
  const ctx = await aChain({ euros })
  for (const locale of locales) {
    const { staffId } = await aStaff(ctx, 'chain_manager')
    await db().execute(
      sql`update staff set locale = ${locale}, email = ${`${locale}@sinilille.example`} where id = ${staffId}`,
    )
  }
  await aStaff(ctx, 'clinic_manager')
  await watchBalances()
  return ctx
}

const written = async () =>
  (await db().select().from(letters)).map(({ toAddress, kind, locale }) => `${kind} ${locale} ${toAddress}`).toSorted()

const hold = (ctx: Ctx, euros: number) =>
  inChain(ctx, (tx) =>
    holdMoney(tx, ctx, { campaignId: null, amountMicro: euros * 1_000_000, factKey: crypto.randomUUID() }),
  )

test('a balance that falls below the threshold is told once to every chain manager, in their locale', async () => {
  const ctx = await aChainWithManagers(['et', 'ru'])
  const { holdId } = await hold(ctx, 15)
  await Promise.all([watchBalances(), watchBalances()])
  await watchBalances()
  expect(await written()).toEqual(['balance-low et et@sinilille.example', 'balance-low ru ru@sinilille.example'])

  await hold(ctx, 1)
  await watchBalances()
  expect(await written()).toHaveLength(2)

  await asWorker((tx) => releaseMoney(tx, { chainId: ctx.chainId, holdId, amountMicro: 'rest', factKey: 'the end' }))
  await watchBalances()
  await hold(ctx, 10)
  await watchBalances()
  expect(await written()).toHaveLength(4)
  await db().execute(sql`delete from staff where chain_id = ${ctx.chainId}`)
})

test('a debt is told too, with the sum and where to pay; a chain that never had money is told nothing', async () => {
  await aChainWithManagers(['en'], 0)
  await watchBalances()
  expect(await written()).toEqual([])
  await db().execute(sql`delete from staff where email = 'en@sinilille.example'`)

  const ctx = await aChainWithManagers(['en'], 30)
  await hold(ctx, 30)
  await asWorker((tx) =>
    reverseMoney(tx, { chainId: ctx.chainId, amountMicro: 12_500_000, factKey: 'recalled', note: null, staffId: null }),
  )
  await watchBalances()
  expect(await written()).toEqual(['balance-owing en en@sinilille.example'])
  const [letter] = await db().select().from(letters)
  const text = (letter && (await writeLetter(letter)))?.text
  expect(text).toMatch(/12,50\s€/)
  expect(text).toContain('/balance/replenish')

  await topUp(ctx, { amountMicro: 13_000_000, factKey: 'bank 2' })
  await watchBalances()
  expect(await written()).toHaveLength(1)
})
