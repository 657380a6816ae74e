import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { countNeedingAttention } from '#db/queries/today.ts'
import { parseClientRef } from '#lib/core/client-ref.ts'
import { applyReceipts } from '#lib/deliveries/apply-receipts.ts'
import { expireUnreported } from '#lib/deliveries/expire-unreported.ts'
import { handOverBatches } from '#lib/deliveries/hand-over.ts'
import { holdBackBatches } from '#lib/deliveries/hold-back.ts'
import { letGoBatches } from '#lib/deliveries/let-go.ts'
import { smsLine } from '#lib/deliveries/line.ts'
import { recordReceipts } from '#lib/deliveries/record-receipt.ts'
import { sweepDeliveries } from '#lib/deliveries/sweep.ts'
import type { SmsProvider } from '#lib/providers/provider.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, testDatabase } from '#tests/database.ts'
import type { PlannedTexts } from '#tests/planned-texts.ts'
import { booksFromDeliveries, booksOf, plannedTexts, statusesOf } from '#tests/planned-texts.ts'
import { accepted, scriptedProvider } from '#tests/scripted-provider.ts'

// One row that cannot be worked on, among many that can: it waits for a person, and keeps nobody else waiting.

testDatabase()

afterEach(async () => {
  await db().execute(sql`update batches set status = 'done', done_at = now()`)
  await db().execute(sql`delete from receipts_to_apply`)
})

const EUROS = 100
const NEVER = new AbortController().signal

const aSend = async (texts: number, batchSize = 500) =>
  plannedTexts(await aChain({ euros: EUROS }), { texts, batchSize })

/** A line with a bug that strikes at one patient's text. */
function lineThatFailsAt(deliveryId: string, provider: SmsProvider) {
  const line = smsLine(provider)
  const outboundOf: typeof line.outboundOf = (delivery) => {
    if (parseClientRef(delivery.clientRef)?.deliveryId === deliveryId) throw new TypeError('a bug')
    return line.outboundOf(delivery)
  }
  return { ...line, outboundOf }
}

const waitsAreOver = () =>
  db().execute(sql`update batches set not_before = now() where not_before > now() and status = 'ready'`)

async function someText({ campaignId }: PlannedTexts): Promise<string> {
  const [row] = await db().execute<{ id: string }>(sql`
    select id from deliveries where campaign_id = ${campaignId} order by id offset 7 limit 1`)
  return row?.id ?? ''
}

const batchesOf = ({ campaignId }: PlannedTexts) =>
  db().execute<{ status: string; size: number }>(sql`
    select status, size from batches where campaign_id = ${campaignId} and status <> 'done' order by first_id`)

async function expectBooksToBalance({ chainId }: PlannedTexts) {
  expect(await booksOf(chainId)).toEqual(await booksFromDeliveries(chainId, EUROS * 1_000_000))
}

describe('a text that cannot be prepared', () => {
  test('is found among 50, and is stuck alone; all others go out, those of other campaigns at once', async () => {
    const send = await aSend(50)
    const other = await aSend(20)
    const bad = await someText(send)
    const provider = scriptedProvider()
    const line = lineThatFailsAt(bad, provider)
    const work = () => handOverBatches({ line, windowSize: 10, stopping: NEVER })

    await work()
    expect(await statusesOf(other)).toEqual({ accepted: 20 })
    for (let round = 0; round < 25; round += 1) {
      await waitsAreOver()
      await work()
    }

    expect((await statusesOf(send)).accepted).toBe(49)
    expect(await batchesOf(send)).toEqual([{ status: 'stuck', size: 1 }])
    const { chainId, campaignId } = send
    expect(
      await inChain(chainCtx(send.chainId), (tx) => countNeedingAttention(tx, { chainId, clinicIds: 'all' })),
    ).toMatchObject({
      stuckTexts: 1,
      stuckCampaignId: campaignId,
    })
    expect(new Set(provider.sent.map(({ deliveryId }) => deliveryId)).size).toBe(provider.sent.length)
    await expectBooksToBalance(send)

    await inChain(chainCtx(send.chainId), (tx) => letGoBatches(tx, { ...send, channel: 'sms' }))
    await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: NEVER })
    expect(await statusesOf(send)).toEqual({ accepted: 50 })
    await expectBooksToBalance(send)
  })

  test('and when it is no text but all of them, batches stay whole and wait', async () => {
    const send = await aSend(100, 2)
    const broken = {
      ...smsLine(scriptedProvider()),
      outboundOf: (): never => {
        throw new TypeError('a bug')
      },
    }
    for (let round = 0; round < 12; round += 1) {
      await waitsAreOver()
      await handOverBatches({ line: broken, windowSize: 10, stopping: NEVER })
    }
    expect(await statusesOf(send)).toEqual({ planned: 100 })
    expect((await batchesOf(send)).length).toBeLessThan(100)
    await expectBooksToBalance(send)
  })
})

test('an answer that cannot be written leaves its own text in doubt, not the hundred beside it', async () => {
  const send = await aSend(30)
  let texts = 0
  const provider = scriptedProvider(() => {
    texts += 1
    return texts === 8 ? { outcome: 'accepted', refs: ['no database keeps \u0000'] } : accepted()
  })
  for (let round = 0; round < 4; round += 1) {
    await waitsAreOver()
    await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: NEVER })
  }
  expect(await statusesOf(send)).toEqual({ accepted: 29, unknown: 1 })
  expect(provider.sent).toHaveLength(30)
  expect(await batchesOf(send)).toEqual([])
  await expectBooksToBalance(send)
})

test('a receipt that cannot be applied is put aside; the others do not wait for it', async () => {
  const send = await aSend(40)
  const refs: string[] = []
  const provider = scriptedProvider((_sms, place) => {
    const ref = `${send.campaignId} ${place}`
    refs.push(ref)
    return place === 12 ? { outcome: 'unknown', detail: 'cut off', refs: [ref] } : { outcome: 'accepted', refs: [ref] }
  })
  await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: NEVER })
  expect(await statusesOf(send)).toEqual({ accepted: 39, unknown: 1 })
  // Nobody knows any more what the text in doubt is paid from: to settle it throws.
  await db().execute(sql`update batches set hold_id = null where campaign_id = ${send.campaignId}`)
  const report = { status: 'delivered', detail: 'DELIVRD', raw: '' } as const
  await asWorker((tx) =>
    recordReceipts(
      tx,
      'scripted',
      refs.map((ref) => ({ ref, ...report })),
    ),
  )

  for (let round = 0; round < 50 && (await applyReceipts()) > 0; round += 1);

  expect(await statusesOf(send)).toEqual({ delivered: 39, unknown: 1 })
  const left = await db().execute<{ failures: number; waits: boolean }>(sql`
    select failures, due_at > now() + interval '30 seconds' as waits from receipts_to_apply`)
  expect(left).toEqual([{ failures: 1, waits: true }])
})

describe('a text that a provider took and never reported on', () => {
  test('counts as expired a day after its validity, is paid, and a late delivered wins', async () => {
    const send = await aSend(6)
    const refs: string[] = []
    const provider = scriptedProvider((_sms, place) => {
      refs.push(`${send.campaignId} ${place}`)
      return { outcome: 'accepted', refs: [refs[place] ?? ''] }
    })
    await handOverBatches({ line: smsLine(provider), windowSize: 10, stopping: NEVER })
    const [batch] = await db().execute<{ hours: number }>(sql`
      select extract(epoch from b.expires_at - max(d.valid_until)) / 3600 as hours from batches b join deliveries d on d.campaign_id = b.campaign_id
      where b.campaign_id = ${send.campaignId} group by b.expires_at`)
    expect(Number(batch?.hours)).toBe(24)
    expect(await expireUnreported()).toBe(0)

    await db().execute(sql`update batches set expires_at = now() where campaign_id = ${send.campaignId}`)
    expect(await expireUnreported()).toBe(1)
    expect(await statusesOf(send)).toEqual({ expired: 6 })
    expect(await expireUnreported()).toBe(0)

    await asWorker((tx) =>
      recordReceipts(tx, 'scripted', [{ ref: refs[0] ?? '', status: 'delivered', detail: 'DELIVRD', raw: '' }]),
    )
    await applyReceipts()
    expect(await statusesOf(send)).toEqual({ delivered: 1, expired: 5 })
    await expectBooksToBalance(send)
  })
})

test('a campaign is paused and resumed again and again while three lanes work on it: nobody waits in a circle', async () => {
  const send = await aSend(300, 3)
  let over = false
  const lane = async () => {
    while (!over) await handOverBatches({ line: smsLine(scriptedProvider()), windowSize: 4, stopping: NEVER })
  }
  const lanes = [lane(), lane(), lane()]
  for (let round = 0; round < 25; round += 1) {
    await inChain(chainCtx(send.chainId), (tx) => holdBackBatches(tx, send))
    await inChain(chainCtx(send.chainId), (tx) => letGoBatches(tx, { ...send, channel: 'sms' }))
    await sweepDeliveries()
  }
  await expect.poll(async () => (await statusesOf(send)).accepted, { timeout: 20_000 }).toBe(300)
  over = true
  await Promise.all(lanes)
  await expectBooksToBalance(send)
})
