import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import type { ClaimedBatch } from '#db/queries/batches.ts'
import { isCampaignOut, keepBatch, keepBatches, returnBatch } from '#db/queries/batches.ts'
import { claimNextBatch } from '#db/queries/claims.ts'
import { readDueDeliveries, writeIntents } from '#db/queries/hand-over.ts'
import { insertRefs, writeOutcomes } from '#db/queries/outcomes.ts'
import { writeReceiptMoves } from '#db/queries/receipts.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import { settle } from '#lib/deliveries/settle.ts'
import { sweepDeliveries } from '#lib/deliveries/sweep.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import { booksOf, PRICE_MICRO, plannedTexts, statusesOf } from '#tests/planned-texts.ts'

// Each lock of "Sending once" by itself, since behind each stands another: every one of these fails when its lock is taken out.

testDatabase()

// A claim takes whatever is due in its database.
afterEach(() => db().execute(sql`update batches set status = 'done', done_at = now()`))

const LEASE_SECONDS = 60
const FIRST = '00000000-0000-0000-0000-000000000000'

async function aClaimedBatch(texts = 4) {
  const ctx = await aChain({ euros: 100 })
  const send = await plannedTexts(ctx, { texts })
  const batch = await asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))
  if (batch?.chainId !== ctx.chainId) throw new Error('another test left a batch behind')
  return { send, batch }
}

async function submit(batch: ClaimedBatch) {
  return asWorker(async (tx) => {
    const due = await readDueDeliveries(tx, batch, { after: FIRST, limit: 100 })
    const intents = due.map(
      ({ deliveryId }) => ({ deliveryId, status: 'submitting', reason: null, address: null }) as const,
    )
    await writeIntents(tx, batch, 'scripted', intents)
    return due
  })
}

async function claim(): Promise<ClaimedBatch> {
  const batch = await asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))
  if (!batch) throw new Error('nothing was due')
  return batch
}

const leaseRanOut = (batch: ClaimedBatch) =>
  db().execute(sql`
    update batches set lease_until = now() - interval '1 second' where id = ${batch.batchId} and lease_until is not null`)

const takenOver = (batch: ClaimedBatch) =>
  db().execute(sql`update batches set epoch = epoch + 1 where id = ${batch.batchId}`)

describe('a batch', () => {
  test('is claimed by one worker, however many ask at once', async () => {
    const ctx = await aChain({ euros: 100 })
    await plannedTexts(ctx, { texts: 50, batchSize: 10 })
    const claims = await Promise.all(
      Array.from({ length: 20 }, () => asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))),
    )
    const batchIds = claims.flatMap((claim) => (claim ? [claim.batchId] : []))
    expect(batchIds).toHaveLength(5)
    expect(new Set(batchIds).size).toBe(5)
  })

  test('that is just being claimed is passed over: nobody waits for it', async () => {
    const ctx = await aChain({ euros: 100 })
    await plannedTexts(ctx, { texts: 20, batchSize: 10 })
    await asWorker(async (tx) => {
      const first = await claimNextBatch(tx, 'sms', LEASE_SECONDS)
      const second = await asWorker((other) => claimNextBatch(other, 'sms', LEASE_SECONDS))
      const third = await asWorker((other) => claimNextBatch(other, 'sms', LEASE_SECONDS))
      expect(second?.batchId).not.toBe(first?.batchId)
      expect(third).toBeNull()
    })
  })

  test('in somebody’s hand is not claimed before the lease runs out; then with the next epoch', async () => {
    const { batch } = await aClaimedBatch()
    expect(await asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))).toBeNull()
    await leaseRanOut(batch)
    const again = await asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))
    expect(again).toMatchObject({ batchId: batch.batchId, epoch: batch.epoch + 1, abandoned: true })
  })

  test('that another has taken over is neither kept nor returned', async () => {
    const { batch } = await aClaimedBatch()
    await takenOver(batch)
    expect(await asWorker((tx) => keepBatch(tx, batch, LEASE_SECONDS))).toBeNull()
    expect(await asWorker((tx) => returnBatch(tx, batch, 0))).toBeNull()
    const [row] = await db().execute(sql`select status from batches where id = ${batch.batchId}`)
    expect(row).toEqual({ status: 'claimed' })
  })

  test('that another has taken over is lost among those one keeps together', async () => {
    const { batch } = await aClaimedBatch()
    await takenOver(batch)
    expect(await asWorker((tx) => keepBatches(tx, [batch], LEASE_SECONDS))).toEqual(new Map())
  })

  test('whose lease ran out goes to one of those that ask at once, and what was on the wire is in doubt once', async () => {
    const { send, batch } = await aClaimedBatch()
    await submit(batch)
    await leaseRanOut(batch)
    const claimed = await Promise.all([
      ...Array.from({ length: 5 }, () => asWorker((tx) => claimNextBatch(tx, 'sms', LEASE_SECONDS))),
      sweepDeliveries(),
    ])
    expect(claimed.filter((claim) => claim !== null && typeof claim === 'object').length).toBeLessThanOrEqual(1)
    await leaseRanOut(batch)
    while ((await sweepDeliveries()) > 0);
    expect(await statusesOf(send)).toEqual({ unknown: 4 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 4 * PRICE_MICRO, spentMicro: 0 })
  })

  test('is the last of its campaign for one of the two workers that put the last two back at one moment', async () => {
    const ctx = await aChain({ euros: 100 })
    const send = await plannedTexts(ctx, { texts: 2, batchSize: 1 })
    await db().execute(sql`update deliveries set status = 'accepted' where campaign_id = ${send.campaignId}`)
    const [first, second] = [await claim(), await claim()]
    let answerOfSecond: Promise<boolean> | undefined
    // The first has asked and not committed when the second asks.
    const answerOfFirst = await asWorker(async (tx) => {
      await returnBatch(tx, first, 0)
      const answer = await isCampaignOut(tx, send)
      answerOfSecond = asWorker(async (other) => {
        await returnBatch(other, second, 0)
        return isCampaignOut(other, send)
      })
      await Promise.race([answerOfSecond, pause(1_000)])
      return answer
    })
    expect(answerOfFirst).toBe(false)
    expect(await answerOfSecond).toBe(true)
  })

  test('that was put out of one’s hand is not kept by a late heartbeat', async () => {
    const { batch } = await aClaimedBatch()
    await asWorker((tx) => returnBatch(tx, batch, 0))
    expect(await asWorker((tx) => keepBatch(tx, batch, LEASE_SECONDS))).toBeNull()
  })
})

describe('an intent', () => {
  test('does not take a text that was called off a moment before', async () => {
    const { send, batch } = await aClaimedBatch()
    await asWorker(async (tx) => {
      const due = await readDueDeliveries(tx, batch, { after: FIRST, limit: 100 })
      await db().execute(sql`update deliveries set status = 'cancelled' where id = ${due[0]?.deliveryId}`)
      const intents = due.map(
        ({ deliveryId }) => ({ deliveryId, status: 'submitting', reason: null, address: null }) as const,
      )
      const taken = await writeIntents(tx, batch, 'scripted', intents)
      expect(taken).toEqual(new Set(due.slice(1).map(({ deliveryId }) => deliveryId)))
    })
    expect(await statusesOf(send)).toEqual({ cancelled: 1, submitting: 3 })
  })

  test('of an earlier epoch is not taken for one’s own', async () => {
    const { batch } = await aClaimedBatch()
    await submit(batch)
    const next = { ...batch, epoch: batch.epoch + 1 }
    expect(await asWorker((tx) => readDueDeliveries(tx, next, { after: FIRST, limit: 100 }))).toEqual([])
  })
})

describe('an outcome', () => {
  test('is written once: of what is not on the wire any more nothing changes', async () => {
    const { send, batch } = await aClaimedBatch(1)
    const [delivery] = await submit(batch)
    const deliveryId = delivery?.deliveryId ?? ''
    const write = (status: 'accepted' | 'planned') =>
      asWorker((tx) => writeOutcomes(tx, batch, [{ deliveryId, status, reason: null }]))
    expect(await write('accepted')).toEqual(new Set([deliveryId]))
    expect(await write('planned')).toEqual(new Set())
    expect(await statusesOf(send)).toEqual({ accepted: 1 })
  })

  test('of an earlier epoch changes nothing', async () => {
    const { send, batch } = await aClaimedBatch(1)
    const [delivery] = await submit({ ...batch, epoch: batch.epoch + 1 })
    const outcome = { deliveryId: delivery?.deliveryId ?? '', status: 'planned', reason: null } as const
    expect(await asWorker((tx) => writeOutcomes(tx, batch, [outcome]))).toEqual(new Set())
    expect(await statusesOf(send)).toEqual({ submitting: 1 })
  })

  test('with a reference that the provider gave before leaves it with the first text', async () => {
    const { batch } = await aClaimedBatch(2)
    const [first, second] = await submit(batch)
    const ref = randomUUID()
    for (const delivery of [first, second]) {
      const refs = [{ deliveryId: delivery?.deliveryId ?? '', ref, part: 1, parts: 1 }]
      await asWorker((tx) => insertRefs(tx, batch, 'scripted', refs))
    }
    const rows = await db().execute(sql`select delivery_id from delivery_refs where ref = ${ref}`)
    expect(rows).toEqual([{ delivery_id: first?.deliveryId }])
  })
})

describe('money', () => {
  test('of a text that was paid before is not paid again: nothing of the transaction stands', async () => {
    const { send, batch } = await aClaimedBatch(1)
    const [delivery] = await submit(batch)
    if (!delivery) throw new Error('nothing was due')
    const change = {
      ...delivery,
      ...send,
      kind: 'bulk',
      channel: 'sms',
      from: 'submitting',
      to: 'accepted',
    } as const
    await asWorker((tx) => settle(tx, [change]))
    const books = await booksOf(send.chainId)
    await expect(asWorker((tx) => settle(tx, [change]))).rejects.toThrow('booked before')
    expect(await booksOf(send.chainId)).toEqual(books)
    expect(books.account).toMatchObject({ heldMicro: 0, spentMicro: PRICE_MICRO })
  })
})

describe('the database itself refuses', () => {
  test.each([
    ['a second text of a campaign to one patient', sql`gen_random_uuid()::text`, sql`patient_id`],
    ['a second text of a campaign to one number', sql`once_per`, sql`gen_random_uuid()`],
  ])('%s', async (_why, oncePer, patientId) => {
    const { send } = await aClaimedBatch(1)
    const insert = db().execute(sql`
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, once_per, language, wording_id, segments, price_micro, valid_until)
      select chain_id, month, kind, channel, campaign_id, ${patientId}, ${oncePer}, language, wording_id, segments, price_micro, valid_until
      from deliveries where campaign_id = ${send.campaignId}`)
    await expect(insert).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  test('to rewrite a reference', async () => {
    const update = asWorker((tx) => tx.execute(sql`update delivery_refs set ref = ref`))
    await expect(update).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

test('what a receipt says of a text that another has lifted since it was read changes nothing', async () => {
  const { send, batch } = await aClaimedBatch(1)
  const [delivery] = await submit(batch)
  const key = { ...send, deliveryId: delivery?.deliveryId ?? '' }
  await db().execute(sql`update deliveries set status = 'delivered' where id = ${key.deliveryId}`)
  const move = { key, from: 'accepted', to: 'undelivered' } as const
  expect(await asWorker((tx) => writeReceiptMoves(tx, [move]))).toEqual(new Set())
  expect(await statusesOf(send)).toEqual({ delivered: 1 })
})

test('a receipt that comes twice is stored once and queued once', async () => {
  const ref = randomUUID()
  const receipt = { ref, status: 'delivered', detail: 'DELIVRD', raw: 'stat:DELIVRD' } as const
  await asWorker((tx) => recordReceipts(tx, 'scripted', [receipt, receipt]))
  await asWorker((tx) => recordReceipts(tx, 'scripted', [receipt]))
  const [row] = await db().execute(sql`
    select count(*) as stored, count(q.receipt_id) as queued
    from receipts r left join receipts_to_apply q on q.receipt_id = r.id where r.ref = ${ref}`)
  expect(row).toEqual({ stored: 1, queued: 1 })
})
