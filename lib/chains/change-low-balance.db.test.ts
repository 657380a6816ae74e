import { expect, test } from 'vitest'

import { findBalance } from '#db/queries/billing.ts'
import { changeLowBalance } from '#lib/chains/change-low-balance.ts'
import { ChangeLowBalanceInput } from '#lib/chains/inputs.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

test('the balance is low below the chain’s own threshold, not at it', async () => {
  const ctx = await aChain({ euros: 50 })
  const isLow = async (euros: string) => {
    await changeLowBalance(ctx, ChangeLowBalanceInput.parse({ euros }))
    return (await inChain(ctx, (tx) => findBalance(tx, ctx.chainId))).isLow
  }
  expect(await isLow('50')).toBe(false)
  expect(await isLow('50,01')).toBe(true)
  expect(await isLow('0')).toBe(false)
})

test('a chain that never paid in has a low balance from the start', async () => {
  const ctx = await aChain({ euros: 0 })
  expect(await inChain(ctx, (tx) => findBalance(tx, ctx.chainId))).toMatchObject({ availableMicro: 0, isLow: true })
})

test.each(['', '-1', '100001', '1,234', 'palju'])('“%s” is no sum to warn at', (euros) => {
  expect(ChangeLowBalanceInput.safeParse({ euros }).success).toBe(false)
})
