import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { cancelBatches } from '#lib/deliveries/cancel.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { holdBackBatches } from '#lib/deliveries/hold-back.ts'
import { letGoBatches } from '#lib/deliveries/let-go.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { sweepDeliveries } from '#lib/deliveries/sweep.ts'
import type { SmsProvider } from '#lib/providers/provider.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, jobsFor, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, PRICE_MICRO, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { accepted, gate, scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

const EUROS = 1000
const TOPPED_UP_MICRO = EUROS * 1_000_000
const NEVER = new AbortController().signal

// A lane takes whatever is due in its database, so each test leaves nothing due behind.
const handOver = (provider: SmsProvider, { windowSize = 10, leaseSeconds = 60, stopping = NEVER } = {}) =>
  handOverBatches({ line: smsLine(provider), windowSize, leaseSeconds, stopping })

const aSend = async (options: Parameters<typeof plannedTexts>[1]) =>
  plannedTexts(await aChain({ euros: EUROS }), options)

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, TOPPED_UP_MICRO))
}

describe('a worker that lost its lease', () => {
  test('stops, and what it still hears changes nothing', async () => {
    const send = await aSend({ texts: 50, batchSize: 50 })
    const answers = gate()
    const stale = scriptedProvider(async () => {
      await answers.opened
      return accepted()
    })
    const staleRun = handOver(stale)
    await expect.poll(() => stale.sent.length).toBe(10)
    // The next window, too: to prepare it renews the lease.
    await expect.poll(() => statusesOf(send)).toMatchObject({ submitting: 20 })
    await leasesRunOut(send)

    const fresh = scriptedProvider()
    await handOver(fresh)
    const afterTakeover = await statusesOf(send)
    const books = await booksOf(send.chainId)
    answers.open()
    await staleRun

    expect(stale.sent.length).toBeLessThanOrEqual(20) // what it had committed before it lost the batch, and not one more
    expect(afterTakeover).toEqual({ accepted: 30, unknown: 20 })
    expect(await statusesOf(send)).toEqual(afterTakeover)
    expect(await booksOf(send.chainId)).toEqual(books)
    const both = [...stale.sent, ...fresh.sent].map(({ deliveryId }) => deliveryId)
    expect(new Set(both).size).toBe(both.length)
    await expectBooksToBalance(send)
  })

  test('by its own clock sends nothing more, even before it hears of it', async () => {
    const send = await aSend({ texts: 30, batchSize: 30 })
    const slow = scriptedProvider(async (_sms, place) => {
      if (place === 0) stopTheProcessFor(400)
      return accepted()
    })
    const done = handOver(slow, { windowSize: 10, leaseSeconds: 0.3 })
    await done
    expect(slow.sent.length).toBeLessThan(30)
    const both = slow.sent.map(({ deliveryId }) => deliveryId)
    expect(new Set(both).size).toBe(both.length)
    await db().execute(
      sql`update batches set not_before = now(), lease_until = null where campaign_id = ${send.campaignId}`,
    )
    await handOver(scriptedProvider())
    await expectBooksToBalance(send)
  })

  test('but a slow provider does not cost the lease: it is renewed by the clock', async () => {
    const send = await aSend({ texts: 10 })
    const second = scriptedProvider()
    const slow = scriptedProvider(async (_sms, place) => {
      await pause(900)
      if (place === 9) await handOver(second)
      return accepted()
    })
    await handOver(slow, { leaseSeconds: 0.6 })
    expect(second.sent).toEqual([])
    expect(await statusesOf(send)).toEqual({ accepted: 10 })
  })
})

describe('a transaction of ours that committed without our hearing', () => {
  test('does not leave its texts behind: nobody else could have sent them', async () => {
    const send = await aSend({ texts: 30, batchSize: 30 })
    const provider = scriptedProvider(async (_sms, place) => {
      // As if the intent of the third window had been committed by a step whose answer got lost.
      if (place === 0) {
        await db().execute(sql`
          update deliveries set status = 'submitting', epoch = 1 where id in (
            select id from deliveries where campaign_id = ${send.campaignId} order by id offset 20)`)
        // In the order of the hand-over, which moves the same two rows meanwhile.
        await db().execute(sql`
          insert into campaign_counts (chain_id, campaign_id, language, status, texts, segments, cost_micro)
          values (${send.chainId}, ${send.campaignId}, 'et', 'planned', -10, -10, ${-10 * PRICE_MICRO}), (${send.chainId}, ${send.campaignId}, 'et', 'submitting', 10, 10, ${10 * PRICE_MICRO})
          on conflict (chain_id, campaign_id, language, status) do update set texts = campaign_counts.texts + excluded.texts,
            segments = campaign_counts.segments + excluded.segments, cost_micro = campaign_counts.cost_micro + excluded.cost_micro`)
      }
      return accepted()
    })
    await handOver(provider)
    expect(new Set(provider.sent.map(({ deliveryId }) => deliveryId)).size).toBe(30)
    expect(await statusesOf(send)).toEqual({ accepted: 30 })
    expect((await booksOf(send.chainId)).counts).toEqual(
      (await booksFromDeliveries(send.chainId, TOPPED_UP_MICRO)).counts,
    )
  })
})

test('when the database goes away in mid-send, what the provider said is written once it is back', async () => {
  const send = await aSend({ texts: 60, batchSize: 60 })
  const provider = scriptedProvider(async (_sms, place) => {
    if (place === 15) {
      await db()
        .execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()`)
        .catch(() => {})
    }
    return accepted()
  })
  await handOver(provider)
  expect(await statusesOf(send)).toEqual({ accepted: 60 })
  expect(provider.sent).toHaveLength(60)
  await expectBooksToBalance(send)
})

describe('somebody at the screen', () => {
  test('pauses: what is on the wire goes out, the rest waits, and goes on from there', async () => {
    const send = await aSend({ texts: 200, batchSize: 100 })
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 15) await inChain(chainCtx(send.chainId), (tx) => holdBackBatches(tx, send))
      return accepted()
    })
    await handOver(provider)
    expect(provider.sent.length).toBeLessThanOrEqual(15 + 20)
    const { accepted: out = 0, ...rest } = await statusesOf(send)
    expect(out).toBe(provider.sent.length)
    expect(rest).toEqual({ planned: 200 - out })
    await expectBooksToBalance(send)

    await inChain(chainCtx(send.chainId), (tx) => letGoBatches(tx, { ...send, channel: 'sms' }))
    await handOver(provider)
    expect(provider.sent).toHaveLength(200)
    expect(new Set(provider.sent.map(({ deliveryId }) => deliveryId)).size).toBe(200)
    expect(await statusesOf(send)).toEqual({ accepted: 200 })
    await expectBooksToBalance(send)
  })

  test('pauses while the provider is slow: not even the window leaves that was ready to', async () => {
    const send = await aSend({ texts: 60, batchSize: 60 })
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 0) await inChain(chainCtx(send.chainId), (tx) => holdBackBatches(tx, send))
      await pause(600)
      return accepted()
    })
    await handOver(provider, { leaseSeconds: 0.6 })
    expect(await statusesOf(send)).toEqual({ accepted: 10, planned: 50 })
    await expectBooksToBalance(send)
    await inChain(chainCtx(send.chainId), (tx) => cancelBatches(tx, send))
    while ((await sweepDeliveries()) > 0);
  })

  test('pauses and goes on at once: the worker that has it in hand is not disturbed', async () => {
    const send = await aSend({ texts: 60, batchSize: 60 })
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 5) {
        await inChain(chainCtx(send.chainId), (tx) => holdBackBatches(tx, send))
        await inChain(chainCtx(send.chainId), (tx) => letGoBatches(tx, { ...send, channel: 'sms' }))
        await handOver(second)
      }
      return accepted()
    })
    const second = scriptedProvider()
    await handOver(provider)
    await handOver(provider)
    expect(await statusesOf(send)).toEqual({ accepted: 60 })
    expect(provider.sent.length + second.sent.length).toBe(60)
  })

  test('stops: sent and unsent are exact, and the price of the unsent comes back', async () => {
    const send = await aSend({ texts: 200, batchSize: 50 })
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 15) await inChain(chainCtx(send.chainId), (tx) => cancelBatches(tx, send))
      return accepted()
    })
    await handOver(provider)
    expect(await jobsFor('deliveries.sweep')).toEqual([{}])
    while ((await sweepDeliveries()) > 0);
    const out = provider.sent.length
    expect(out).toBeLessThanOrEqual(15 + 20)
    expect(await statusesOf(send)).toEqual({ accepted: out, cancelled: 200 - out })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: out * PRICE_MICRO })
    await expectBooksToBalance(send)
    const { chainId, campaignId } = send
    expect(await jobsFor('campaign.finish')).toContainEqual({ chainId, campaignId })
  })

  test('asks the worker to end: what is on the wire is recorded, the batch is given back, nothing is in doubt', async () => {
    const send = await aSend({ texts: 100, batchSize: 100 })
    const stop = new AbortController()
    const provider = scriptedProvider(async (_sms, place) => {
      if (place === 25) stop.abort()
      return accepted()
    })
    await handOver(provider, { stopping: stop.signal })
    const out = provider.sent.length
    expect(out).toBeLessThanOrEqual(25 + 10)
    expect(await statusesOf(send)).toEqual({ accepted: out, planned: 100 - out })

    await handOver(provider) // the next worker need not wait for a lease
    expect(await statusesOf(send)).toEqual({ accepted: 100 })
    expect(provider.sent).toHaveLength(100)
    await expectBooksToBalance(send)
  })
})

/** As SIGSTOP would: nothing of this process runs. */
function stopTheProcessFor(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

async function leasesRunOut({ campaignId }: PlannedTexts): Promise<void> {
  await db().execute(
    sql`update batches set lease_until = now() - interval '1 second' where campaign_id = ${campaignId} and lease_until is not null`,
  )
}
