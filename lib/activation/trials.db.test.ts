import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { claimNextBatch } from '#db/queries/claims.ts'
import type { Carries } from '#lib/deliveries/claim.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import type { ScriptedProvider } from '#tests/scripted-provider.ts'
import { accepted, scriptedProvider } from '#tests/scripted-provider.ts'

// What of a chain may reach a provider, whatever its batches say.

testDatabase()

const NEVER = new AbortController().signal
afterEach(async () => {
  await db().execute(sql`update batches set status = 'done', done_at = now() where status <> 'done'`)
})

const handOver = async (carries: Carries, provider: ScriptedProvider = scriptedProvider()) => {
  await handOverBatches({ line: smsLine(provider), windowSize: 10, carries, stopping: NEVER })
  return provider.sent.length
}
const change = (chainId: string, columns: ReturnType<typeof sql>) =>
  db().execute(sql`update chains set ${columns} where id = ${chainId}`)

describe('a chain that is not activated', () => {
  test('reaches no provider, and the sandbox takes its texts', async () => {
    const texts = await plannedTexts(await aChain({ euros: 10, activatedAt: null }), { texts: 5 })
    expect(await handOver('texts')).toBe(0)
    expect(await handOver('trials')).toBe(5)
    expect(await statusesOf(texts)).toEqual({ accepted: 5 })
  })

  test('reaches none even when a batch claims to be no trial', async () => {
    const { chainId } = await plannedTexts(await aChain({ euros: 10, activatedAt: null }), { texts: 2 })
    await expect(db().execute(sql`update batches set trial = false where chain_id = ${chainId}`)).rejects.toMatchObject(
      { cause: { code: '23514' } },
    )
    await db().execute(sql`alter table batches disable trigger keep_trial`)
    await db().execute(sql`update batches set trial = false where chain_id = ${chainId}`)
    await db().execute(sql`alter table batches enable trigger keep_trial`)
    expect(await handOver('texts')).toBe(0)
  })

  test('cannot activate itself, nor move to another location', async () => {
    const { chainId } = await aChain({ activatedAt: null })
    for (const columns of [sql`activated_at = now()`, sql`location = 'LV'`, sql`sender_name = 'Politsei'`]) {
      const attempt = inChain(chainCtx(chainId), (tx) =>
        tx.execute(sql`update chains set ${columns} where id = ${chainId}`),
      )
      await expect(attempt).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  })

  test('has its trials in the sandbox even when they leave after its activation', async () => {
    const texts = await plannedTexts(await aChain({ euros: 10, activatedAt: null }), { texts: 3 })
    await change(texts.chainId, sql`activated_at = clock_timestamp()`)
    expect(await handOver('texts')).toBe(0)
    expect(await handOver('trials')).toBe(3)
  })

  test('what it agreed to send before and is written afterwards is a trial too', async () => {
    const before = await plannedTexts(await aChain({ euros: 10, activatedAt: null }), { texts: 1 })
    await change(before.chainId, sql`activated_at = clock_timestamp()`)
    await db().execute(sql`
      insert into batches (chain_id, month, campaign_id, channel, kind, priority, hold_id, first_id, last_id, size)
      select chain_id, month, campaign_id, channel, kind, priority, hold_id, first_id, last_id, size from batches where chain_id = ${before.chainId}`)
    const rows = await db().execute<{ trial: boolean }>(
      sql`select trial from batches where chain_id = ${before.chainId}`,
    )
    expect(rows.map(({ trial }) => trial)).toEqual([true, true])
  })
})

test('an activated chain goes to the provider, and never to the sandbox of trials', async () => {
  await plannedTexts(await aChain({ euros: 10 }), { texts: 4 })
  expect(await handOver('trials')).toBe(0)
  expect(await handOver('texts')).toBe(4)
})

describe('a chain that the operator has paused', () => {
  test('sends nothing, others go on, and afterwards it goes on itself', async () => {
    const paused = await plannedTexts(await aChain({ euros: 10 }), { texts: 3 })
    await plannedTexts(await aChain({ euros: 10 }), { texts: 2 })
    await change(paused.chainId, sql`paused_at = now(), pause_reason = 'Kahtlane kiri'`)
    expect(await handOver('texts')).toBe(2)
    expect(await statusesOf(paused)).toEqual({ planned: 3 })
    await change(paused.chainId, sql`paused_at = null, pause_reason = null`)
    expect(await handOver('texts')).toBe(3)
  })

  test('stops in the middle of a batch', async () => {
    const texts = await plannedTexts(await aChain({ euros: 100 }), { texts: 200, batchSize: 200 })
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 15) await change(texts.chainId, sql`paused_at = now(), pause_reason = 'Peatatud'`)
      return accepted()
    })
    const sent = await handOver('texts', provider)
    expect(sent).toBeGreaterThanOrEqual(16)
    expect(sent).toBeLessThan(60)
    expect(await statusesOf(texts)).toEqual({ accepted: sent, planned: 200 - sent })
  })
})

describe('a chain with a limit', () => {
  test('has whole batches taken up to it, and the rest waits', async () => {
    const texts = await plannedTexts(await aChain({ euros: 200 }), { texts: 1500, batchSize: 500 })
    await db().execute(sql`insert into chain_limits (chain_id, texts_per_day) values (${texts.chainId}, 1100)`)
    expect(await handOver('texts')).toBe(1000)
    await db().execute(sql`update chain_limits set day = day - 1 where chain_id = ${texts.chainId}`)
    expect(await handOver('texts')).toBe(500)
  })

  test('keeps it with several lanes at once', async () => {
    const texts = await plannedTexts(await aChain({ euros: 200 }), { texts: 1000, batchSize: 100 })
    await db().execute(sql`insert into chain_limits (chain_id, texts_per_hour) values (${texts.chainId}, 700)`)
    const provider = scriptedProvider()
    await Promise.all(Array.from({ length: 4 }, () => handOver('texts', provider)))
    // A further batch is taken while a full one of 500 would still fit.
    expect(provider.sent).toHaveLength(300)
  })

  test('counts a batch that was given back and is taken again once', async () => {
    const { chainId } = await plannedTexts(await aChain({ euros: 200 }), { texts: 500 })
    await db().execute(sql`insert into chain_limits (chain_id, texts_per_hour) values (${chainId}, 1100)`)
    const take = () => asWorker((tx) => claimNextBatch(tx, 'sms', 60))
    const counted = () =>
      db().execute(sql`select hour_texts as hour, day_texts as day from chain_limits where chain_id = ${chainId}`)
    expect(await take()).toMatchObject({ epoch: 1, size: 500 })
    await db().execute(sql`update batches set lease_until = now() - interval '1 second' where chain_id = ${chainId}`)
    expect(await take()).toMatchObject({ epoch: 2, size: 500 })
    expect(await counted()).toEqual([{ hour: 500, day: 500 }])

    await db().execute(sql`
      update batches set lease_until = now() - interval '1 second', counted_hour = counted_hour - interval '1 day' where chain_id = ${chainId}`)
    await take()
    expect(await counted()).toEqual([{ hour: 1000, day: 1000 }])
  })
})

test('the name on a phone is the one in force in its country', async () => {
  const ctx = await aChain({ euros: 10 })
  await db().execute(sql`
    insert into sender_names (chain_id, country, name, status) values (${ctx.chainId}, 'EE', 'Hammas EE', 'registered')`)
  await plannedTexts(ctx, { texts: 1 })
  const provider = scriptedProvider()
  await handOver('texts', provider)
  expect(provider.sent.map(({ from }) => from)).toEqual(['Hammas EE'])
})
