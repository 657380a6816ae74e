import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { listLedgerDifferences } from '#db/queries/ledger-proof.ts'
import { letters } from '#db/schema/letters.ts'
import { staff } from '#db/schema/staff.ts'
import { proveMoney } from '#lib/billing/prove.ts'
import { reverseMoney } from '#lib/billing/reverse.ts'
import { asOperator, asWorker } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { PRICE_MICRO, plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

/** What the proof of now says of one chain, in the operator's own eyes. */
async function differencesOf(chainId: string) {
  const proof = await proveMoney()
  const all = await asOperator((tx) => listLedgerDifferences(tx, proof.id, 100))
  return all
    .filter((one) => one.chainId === chainId)
    .map(({ sum, expectedMicro, foundMicro }) => ({ sum, expectedMicro, foundMicro }))
}

test('money that was held, spent on texts and taken back adds up from every side', async () => {
  const ctx = await aChain({ euros: 10 })
  const { chainId } = ctx
  await plannedTexts(ctx, { texts: 30, batchSize: 10 })
  expect(await differencesOf(chainId)).toEqual([])
  await handOverAll(ctx)
  await asWorker((tx) =>
    reverseMoney(tx, { chainId, amountMicro: 1_000_000, factKey: 'recalled', note: null, staffId: null }),
  )
  expect(await differencesOf(chainId)).toEqual([])
})

test('while a chain owes, nothing of it is handed over', async () => {
  const ctx = await aChain({ euros: 1 })
  const { chainId } = ctx
  await plannedTexts(ctx, { texts: 10 })
  await asWorker((tx) =>
    reverseMoney(tx, { chainId, amountMicro: 1_000_000, factKey: 'recalled', note: null, staffId: null }),
  )
  expect(await handOverAll(ctx)).toHaveLength(0)
  await db().execute(
    sql`update accounts set topped_up_micro = 1000000, owed_micro = 0, available_micro = 550000 where chain_id = ${chainId}`,
  )
  expect(await handOverAll(ctx)).toHaveLength(10)
})

test.each([
  [
    'an account that was changed without an entry',
    sql`update accounts set available_micro = available_micro + 5, topped_up_micro = topped_up_micro + 5`,
    ['paid_in'],
  ],
  [
    'money moved from held to spent by hand',
    sql`update accounts set held_micro = held_micro - 5, spent_micro = spent_micro + 5`,
    ['held_by_entries', 'held_by_holds', 'spent_by_entries'],
  ],
  [
    'a hold that was changed by hand',
    sql`update holds set held_micro = held_micro + 5`,
    ['campaign_held', 'held_by_holds', 'hold'],
  ],
  ['a text that cost something and is in no daily sum', sql`delete from delivery_days`, ['texts_spent']],
  ['a month that was lost', sql`delete from debit_months`, ['months_spent']],
  ['a campaign whose sums were lost', sql`delete from campaign_counts`, ['campaign_held', 'campaign_spent']],
])('%s alarms', async (_why, change, sums) => {
  const ctx = await aChain({ euros: 10 })
  const { chainId } = ctx
  await plannedTexts(ctx, { texts: 2 })
  await handOverAll(ctx)
  await plannedTexts(ctx, { texts: 1 })
  await db().execute(sql`${change} where chain_id = ${chainId}`)
  const found = await differencesOf(chainId)
  expect(Array.from(new Set(found.map(({ sum }) => sum))).toSorted()).toEqual(sums)
  expect(
    found.every(({ expectedMicro, foundMicro }) =>
      [5, 10, PRICE_MICRO, 2 * PRICE_MICRO].includes(Math.abs(expectedMicro - foundMicro)),
    ),
  ).toBe(true)
})

test('a difference is written to every operator, in their locale', async () => {
  const ctx = await aChain({ euros: 10 })
  const operator = { name: 'Ott', email: 'ott@meelespea.example', role: 'operator', locale: 'ru' } as const
  await db().insert(staff).values(operator)
  await db().execute(
    sql`update accounts set available_micro = available_micro + 5, topped_up_micro = topped_up_micro + 5 where chain_id = ${ctx.chainId}`,
  )
  await proveMoney()
  const wrote = await asOperator((tx) => tx.select().from(letters))
  expect(wrote).toMatchObject([{ kind: 'ledger-difference', toAddress: operator.email, locale: 'ru' }])
})
