import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listReplies } from '#db/queries/replies.ts'
import { findRetention } from '#db/queries/retention.ts'
import { keepRetention } from '#lib/privacy/keep-retention.ts'
import { saveRetention } from '#lib/privacy/save-retention.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { handOverAll } from '#tests/hand-over.ts'
import { booksOf, plannedTexts } from '#tests/planned-texts.ts'

testDatabase()

const DAY = 86_400_000

/** Texts that went out; the clock is then moved on rather than the rows back. */
async function sentTexts(texts: number) {
  const ctx = await aChain({ euros: 10 })
  const { campaignId } = await plannedTexts(ctx, { texts })
  await handOverAll(ctx)
  await db().execute(sql`
    insert into receipts (provider, ref, status, raw) select provider, ref, 'delivered', 'msisdn=+372' from delivery_refs where chain_id = ${ctx.chainId}`)
  await db().execute(sql`
    insert into replies (chain_id, provider, provider_id, sender, recipient, body, raw, received_at)
    values (${ctx.chainId}, 'scripted', ${campaignId}, '+37255', '1500', 'Tulen', 'raw', now())`)
  return ctx
}

const after = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() + days * DAY)

async function kept({ chainId }: Ctx) {
  const [row] = await db().execute(sql`
    select (select count(params)::int from deliveries where chain_id = ${chainId}) as texts,
      (select count(address)::int from deliveries where chain_id = ${chainId}) as addresses,
      (select count(patient_id)::int from deliveries where chain_id = ${chainId}) as patients,
      (select count(*)::int from deliveries where chain_id = ${chainId}) as deliveries,
      (select count(r.raw)::int from receipts r join delivery_refs f on f.provider = r.provider and f.ref = r.ref where f.chain_id = ${chainId}) as raw,
      (select count(*)::int from replies where chain_id = ${chainId} and body <> '') as replies`)
  return row
}

test('texts go after 90 days, what providers wrote after 30, whom they went to after 24 months; money and counts stay', async () => {
  const ctx = await sentTexts(3)
  const books = await booksOf(ctx.chainId)
  const all = { texts: 3, addresses: 3, patients: 3, deliveries: 3, raw: 3, replies: 1 }

  await keepRetention(after(ctx, 29))
  expect(await kept(ctx)).toEqual(all)
  await keepRetention(after(ctx, 31))
  expect(await kept(ctx)).toEqual({ ...all, raw: 0 })
  await keepRetention(after(ctx, 89))
  expect(await kept(ctx)).toEqual({ ...all, raw: 0 })
  await keepRetention(after(ctx, 91))
  expect(await kept(ctx)).toEqual({ ...all, raw: 0, texts: 0, replies: 0 })
  await keepRetention(after(ctx, 720))
  expect(await kept(ctx)).toEqual({ ...all, raw: 0, texts: 0, replies: 0 })
  await keepRetention(after(ctx, 760))
  expect(await kept(ctx)).toEqual({ texts: 0, addresses: 0, patients: 0, deliveries: 3, raw: 0, replies: 0 })
  expect(await booksOf(ctx.chainId)).toEqual(books)
})

test('the inbox says after how many days a reply lost its words', async () => {
  const ctx = await sentTexts(1)
  const shown = async () =>
    (await inChain(ctx, (tx) => listReplies(tx, ctx, {}))).map(({ removedAfterDays }) => removedAfterDays)
  expect(await shown()).toEqual([null])
  await saveRetention(ctx, { textDays: 60, receiptDays: 30, deliveryMonths: 24 })
  await keepRetention(after(ctx, 61))
  expect(await shown()).toEqual([60])
})

test('each chain keeps for as long as it says', async () => {
  const ours = await sentTexts(1)
  const theirs = await sentTexts(1)
  await saveRetention(ours, { textDays: 30, receiptDays: 7, deliveryMonths: 13 })
  expect(await inChain(ours, (tx) => findRetention(tx, ours.chainId))).toEqual({
    textDays: 30,
    receiptDays: 7,
    deliveryMonths: 13,
  })
  await keepRetention(after(ours, 31))
  expect(await kept(ours)).toMatchObject({ texts: 0, addresses: 1 })
  expect(await kept(theirs)).toMatchObject({ texts: 1, addresses: 1 })
})

test('shorter or longer than anybody can give a reason for is refused by the database too', async () => {
  const ctx = await aChain()
  for (const change of [{ textDays: 29 }, { receiptDays: 181 }, { deliveryMonths: 12 }]) {
    const attempt = saveRetention(ctx, { textDays: 90, receiptDays: 30, deliveryMonths: 24, ...change })
    await expect(attempt).rejects.toMatchObject({ cause: { code: '23514' } })
  }
})

test('it goes on where it was stopped, and what is done is not gone over again', async () => {
  const ctx = await sentTexts(10)
  const stop = new AbortController()
  stop.abort()
  expect((await keepRetention(after(ctx, 91), { limit: 3, stopping: stop.signal })).texts).toBe(0)
  expect(await kept(ctx)).toMatchObject({ texts: 10 })

  // Killed in the middle of the third run: what was committed stays, the run that was not does not.
  await db().execute(
    sql`create function test_killed() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`,
  )
  await db().execute(sql`
    create trigger test_killed before update on retention_progress for each row when (old.step = 'texts') execute function test_killed()`)
  await expect(keepRetention(after(ctx, 91), { limit: 3 })).rejects.toThrow()
  expect(await kept(ctx)).toMatchObject({ texts: 7 })
  await db().execute(sql`drop trigger test_killed on retention_progress`)

  expect((await keepRetention(after(ctx, 91), { limit: 3 })).texts).toBeGreaterThanOrEqual(7)
  expect(await kept(ctx)).toMatchObject({ texts: 0 })
  expect(await keepRetention(after(ctx, 91), { limit: 3 })).toEqual({ texts: 0, receipts: 0, deliveries: 0 })
})

test('a month that no chain keeps is dropped whole; one of the last year never is', async () => {
  await db().execute(sql`select ensure_delivery_partitions((now() - interval '70 months')::date, 1)`)
  const months = async () =>
    (await db().execute(sql`select 1 from pg_inherits where inhparent = 'deliveries'::regclass`)).length
  const before = await months()
  await keepRetention(new Date())
  expect(await months()).toBe(before - 1)
  await keepRetention(new Date(Date.now() + 3_000 * DAY))
  expect(await months()).toBe(before - 1)
})
