import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { topUp } from '#lib/billing/top-up.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

const EUR_25 = 25_000_000

test('a payment is there to spend at once', async () => {
  const ctx = await aChain({ euros: 10 })
  expect(await topUp(ctx, { amountMicro: EUR_25, factKey: 'bank 1' })).toBe(35_000_000)
})

test('a chain without an account gets one with its first payment', async () => {
  const ctx = await aChain()
  await db().$client`delete from accounts where chain_id = ${ctx.chainId}`
  expect(await topUp(ctx, { amountMicro: EUR_25, factKey: 'bank 1' })).toBe(EUR_25)
})

test('the same payment from two statements is booked once, with one line in the audit log', async () => {
  const ctx = await aChain()
  const book = () => topUp(ctx, { amountMicro: EUR_25, factKey: 'bank 1' })
  expect((await Promise.all([book(), book()])).toSorted()).toEqual([EUR_25, null])

  const [account] = await db()
    .$client`select available_micro, topped_up_micro from accounts where chain_id = ${ctx.chainId}`
  expect(account).toEqual({ available_micro: EUR_25, topped_up_micro: EUR_25 })
  const entries = await db().$client`select action from audit_log where chain_id = ${ctx.chainId}`
  expect(entries).toMatchObject([{ action: 'billing.top_up' }])
})
