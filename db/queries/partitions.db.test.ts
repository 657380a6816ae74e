import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { deliveriesOf, ensureDeliveryPartitions, refreshDeliveryStatistics } from '#db/queries/partitions.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'

testDatabase()

test('a delivery of a month that has just begun is found by its key, without reading the others of its chain', async () => {
  const { chainId } = await aChain()
  await db().execute(sql`
    insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, once_per, language, wording_id, segments, price_micro, valid_until)
    select ${chainId}::uuid, date_trunc('month', now() + interval '3 months')::date, 'bulk', 'sms', ${randomUUID()}::uuid, gen_random_uuid(), n::text, 'et',
      gen_random_uuid(), 1, 45000, now()
    from generate_series(1, 5000) as n`)
  const [delivery] = await db().execute<{ id: string; month: string }>(sql`
    select id, month::text as month from deliveries where chain_id = ${chainId} limit 1`)
  const { id = '', month = '' } = delivery ?? {}

  expect(await asWorker((tx) => refreshDeliveryStatistics(tx, month))).toBe(true)
  const plan = await db().execute<{ 'QUERY PLAN': string }>(sql`
    explain select from unnest(array[${id}]::uuid[]) as k (id)
    join deliveries d on d.chain_id = ${chainId} and d.month = ${month}::date and d.id = k.id`)
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('_pkey')
  expect(await asWorker((tx) => refreshDeliveryStatistics(tx, month))).toBe(false)
})

test("the worker may name a month by itself, this one or one that was made later; the portal may not, and has its chain's lock only", async () => {
  const ctx = await aChain()
  await asWorker((tx) => ensureDeliveryPartitions(tx))
  const [{ month: next = '' } = {}] = await db().execute<{ month: string }>(sql`
    select (date_trunc('month', now()) + interval '14 months')::date::text as month`)
  await db().execute(sql`
    insert into deliveries (chain_id, month, kind, channel, patient_id, language, wording_id, segments, price_micro, valid_until)
    values (${ctx.chainId}::uuid, ${next}::date, 'test', 'sms', gen_random_uuid(), 'et', gen_random_uuid(), 1, 45000, now())`)
  const read = sql`select id from ${deliveriesOf(next)} where chain_id = ${ctx.chainId}`

  expect(await asWorker((tx) => tx.execute(read))).toHaveLength(1)
  await expect(inChain(ctx, (tx) => tx.execute(read))).rejects.toMatchObject({ cause: { code: '42501' } })
  expect(() => deliveriesOf("2026-11-01'; drop table deliveries; --")).toThrow()
})
