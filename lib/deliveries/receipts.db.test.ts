import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { clientRefOf } from '#lib/core/client-ref.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { createReceiptIntake } from '#lib/deliveries/receipt-intake.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import type { ProviderReceipt, SendOutcome } from '#lib/providers/provider.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, PRICE_MICRO, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { scriptedProvider } from '#tests/scripted-provider.ts'

testDatabase()

const EUROS = 100
const TOPPED_UP_MICRO = EUROS * 1_000_000

/** One text that was handed over with the given answer. */
async function aSentText(answer: SendOutcome, segments = 1) {
  const ctx = await aChain({ euros: EUROS })
  const send = await plannedTexts(ctx, { texts: 1, segments })
  await handOver(() => answer)
  return send
}

function handOver(answer: Parameters<typeof scriptedProvider>[0]) {
  const line = smsLine(scriptedProvider(answer))
  return handOverBatches({ line, windowSize: 10, stopping: new AbortController().signal })
}

const report = (receipts: Partial<ProviderReceipt>[], provider = 'scripted') =>
  asWorker((tx) =>
    recordReceipts(
      tx,
      provider,
      receipts.map((receipt) => ({ ref: '', status: 'delivered', detail: '', raw: '', ...receipt })),
    ),
  )

const applyAll = async () => {
  while ((await applyReceipts()) > 0);
}

const everythingIsDue = () => db().execute(sql`update receipts_to_apply set due_at = now()`)

const waiting = async () => (await db().execute(sql`select from receipts_to_apply`)).length

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, TOPPED_UP_MICRO))
}

describe('a receipt', () => {
  test('brings the end of its text, and is off the queue', async () => {
    const ref = randomUUID()
    const send = await aSentText({ outcome: 'accepted', refs: [ref] })
    await report([{ ref, status: 'delivered' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    expect(await waiting()).toBe(0)
    await expectBooksToBalance(send)
  })

  test('of a text that another worker is changing waits for its turn; the worker does not', async () => {
    const ref = randomUUID()
    const send = await aSentText({ outcome: 'accepted', refs: [ref] })
    await report([{ ref, status: 'delivered' }])
    await asWorker(async (other) => {
      await other.execute(sql`select from deliveries where campaign_id = ${send.campaignId} for update`)
      await applyReceipts()
      expect(await waiting()).toBe(1)
    })
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    await expectBooksToBalance(send)
  })

  test('that says not delivered leaves the price spent, and a late delivered wins', async () => {
    const ref = randomUUID()
    const send = await aSentText({ outcome: 'accepted', refs: [ref] })
    await report([{ ref, status: 'undelivered' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ undelivered: 1 })
    await report([{ ref, status: 'delivered' }])
    await applyAll()
    await report([{ ref, status: 'expired' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('that comes three times at once, and again, counts once', async () => {
    const ref = randomUUID()
    const send = await aSentText({ outcome: 'accepted', refs: [ref] })
    await Promise.all([report([{ ref }]), report([{ ref }]), report([{ ref }])])
    await Promise.all([applyReceipts(), applyReceipts(), applyReceipts()])
    await report([{ ref }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    await expectBooksToBalance(send)
  })

  test('that comes before our own answer waits for it', async () => {
    const ref = randomUUID()
    const ctx = await aChain({ euros: EUROS })
    const send = await plannedTexts(ctx, { texts: 1 })
    await handOver(async () => {
      await report([{ ref, status: 'delivered' }])
      await applyReceipts()
      return { outcome: 'accepted', refs: [ref] }
    })
    expect(await statusesOf(send)).toEqual({ accepted: 1 })
    await everythingIsDue()
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    await expectBooksToBalance(send)
  })

  test('that belongs to nobody waits longer and longer, and is forgotten after 72 hours', async () => {
    const ref = randomUUID()
    await report([{ ref }])
    await applyReceipts()
    expect(await applyReceipts()).toBe(0) // it is not looked at again at once
    expect(await waiting()).toBe(1)
    await db().execute(sql`update receipts set received_at = now() - interval '71 hours' where ref = ${ref}`)
    await everythingIsDue()
    await applyReceipts()
    expect(await waiting()).toBe(1)
    await db().execute(sql`update receipts set received_at = now() - interval '73 hours' where ref = ${ref}`)
    await everythingIsDue()
    await applyReceipts()
    expect(await waiting()).toBe(0)
    expect(await db().execute(sql`select from receipts where ref = ${ref}`)).toHaveLength(0)
  })

  test('of another provider with the same reference changes nothing', async () => {
    const ref = randomUUID()
    const send = await aSentText({ outcome: 'accepted', refs: [ref] })
    await report([{ ref, status: 'undelivered' }], 'another')
    await applyReceipts()
    expect(await statusesOf(send)).toEqual({ accepted: 1 })
    await db().execute(sql`delete from receipts where provider = 'another'`)
  })

  test('may hold any bytes', async () => {
    await report([{ ref: 'a\u0000b', detail: "'; drop table receipts; --\u0000", raw: '{"\\"}\n\u0000õ' }])
    const [row] = await db().execute(sql`select detail, raw from receipts where ref = 'ab'`)
    expect(row).toEqual({ detail: "'; drop table receipts; --", raw: '{"\\"}\nõ' })
    await db().execute(sql`delete from receipts where ref = 'ab'`)
  })
})

describe('a long text', () => {
  const refs = () => [randomUUID(), randomUUID(), randomUUID()]

  test('is delivered when all its parts are, in whatever order', async () => {
    const parts = refs()
    const send = await aSentText({ outcome: 'accepted', refs: parts }, 3)
    for (const ref of parts.toReversed()) {
      expect(await statusesOf(send)).toEqual({ accepted: 1 })
      await report([{ ref, status: 'delivered' }])
      await applyAll()
    }
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    await expectBooksToBalance(send)
  })

  test('is delivered also when two workers each apply a part at the same moment', async () => {
    const parts = refs()
    const send = await aSentText({ outcome: 'accepted', refs: parts }, 3)
    await report(parts.map((ref) => ({ ref, status: 'delivered' })))
    await Promise.all([applyReceipts(1), applyReceipts(1), applyReceipts(1)])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    await expectBooksToBalance(send)
  })

  test('of which a part is lost is not delivered, until that part arrives after all', async () => {
    const parts = refs()
    const send = await aSentText({ outcome: 'accepted', refs: parts }, 3)
    await report([{ ref: parts[0] ?? '' }, { ref: parts[1] ?? '', status: 'undelivered' }, { ref: parts[2] ?? '' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ undelivered: 1 })
    await report([{ ref: parts[1] ?? '', status: 'delivered' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
  })

  test('of which only some parts were answered stays in doubt, though they arrive', async () => {
    const [first = ''] = refs()
    const send = await aSentText({ outcome: 'unknown', detail: 'connection lost', refs: [first, null, null] }, 3)
    await report([{ ref: first, status: 'delivered' }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ unknown: 1 })
    await expectBooksToBalance(send)
  })
})

describe('a text in doubt', () => {
  test('whose receipt echoes our reference went out after all: its price is spent', async () => {
    const send = await aSentText({ outcome: 'unknown', detail: 'no answer' })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: PRICE_MICRO, spentMicro: 0 })
    const [delivery] = await db().execute<{ id: string }>(
      sql`select id from deliveries where campaign_id = ${send.campaignId}`,
    )
    const clientRef = clientRefOf({ chainId: send.chainId, month: send.month, deliveryId: delivery?.id ?? '' })
    await report([{ ref: randomUUID(), status: 'delivered', clientRef }])
    await applyAll()
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('is not touched by an echo from another provider, nor by one that is not ours', async () => {
    const send = await aSentText({ outcome: 'unknown', detail: 'no answer' })
    const [delivery] = await db().execute<{ id: string }>(
      sql`select id from deliveries where campaign_id = ${send.campaignId}`,
    )
    const clientRef = clientRefOf({ chainId: send.chainId, month: send.month, deliveryId: delivery?.id ?? '' })
    await report([{ ref: randomUUID(), clientRef }], 'another')
    await report([{ ref: randomUUID(), clientRef: 'spring-offer' }])
    await applyReceipts()
    await everythingIsDue()
    await applyReceipts()
    expect(await statusesOf(send)).toEqual({ unknown: 1 })
    await db().execute(sql`delete from receipts`)
  })
})

test('a receipt is acknowledged only when it is stored', async () => {
  let stored = 0
  const intake = createReceiptIntake('scripted', () => {
    stored += 1
  })
  const refs = Array.from({ length: 50 }, () => randomUUID())
  await Promise.all(refs.map((ref) => intake({ ref, status: 'delivered', detail: '', raw: '' })))
  const [row] = await db().execute(sql`
    select count(*) as receipts from receipts where ref = any(${sql.param(refs)}::text[])`)
  expect(row).toEqual({ receipts: 50 })
  expect(stored).toBeLessThan(10) // those of one moment are stored together

  const wrong = intake({ ref: 'x', status: 'lost' as 'delivered', detail: '', raw: '' })
  await expect(wrong).rejects.toThrow()
  await db().execute(sql`delete from receipts`)
})
