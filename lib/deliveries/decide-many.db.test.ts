import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import type { CampaignTextCursor } from '#db/queries/campaign-texts.ts'
import { listCampaignTexts } from '#db/queries/campaign-texts.ts'
import { campaignProgress } from '#lib/campaigns/progress.ts'
import { markDelivered } from '#lib/deliveries/mark-delivered.ts'
import { resendDeliveries } from '#lib/deliveries/resend.ts'
import { writeOffDeliveries } from '#lib/deliveries/write-off.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { testDatabase } from '#tests/database.ts'
import { aChainInDoubt, all, echoOf, expectBooksToBalance, refusalOf, these } from '#tests/decisions.ts'
import { PRICE_MICRO, statusesOf } from '#tests/planned-texts.ts'
import { handOver, report, textsInDoubt } from '#tests/texts-in-doubt.ts'

testDatabase()

// A claim takes whatever is due in its database.
beforeEach(() => db().execute(sql`update batches set status = 'done', done_at = now()`))

describe('all of a filter', () => {
  test('is decided in steps, each of which says how many are left', async () => {
    const { ctx, send } = await aChainInDoubt(250)
    const input = all({ campaign: send.campaignId })
    expect(await resendDeliveries(ctx, input)).toEqual({ decided: 200, elsewhere: 0, left: 50 })
    expect(await resendDeliveries(ctx, input)).toEqual({ decided: 50, elsewhere: 0, left: 0 })
    const { sent } = await handOver()
    expect(sent).toHaveLength(250)
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(250)
    await expectBooksToBalance(send)
  })

  test('does not mean what came into doubt after the question was asked', async () => {
    const { ctx, send } = await aChainInDoubt(2)
    const asOf = new Date().toISOString()
    await db().execute(sql`update batches set status = 'done', done_at = now()`)
    const later = await textsInDoubt(ctx, { texts: 3 })
    expect(await writeOffDeliveries(ctx, all({ asOf }))).toMatchObject({ decided: 2, left: 0 })
    expect(await statusesOf(send)).toEqual({ written_off: 2 })
    expect(await statusesOf(later)).toEqual({ unknown: 3 })
  })

  test('holds only the clinics of the person who decides', async () => {
    const { ctx, send } = await aChainInDoubt()
    const stranger: Ctx = { ...ctx, role: 'clinic_manager', clinicIds: [randomUUID()] }
    expect(await writeOffDeliveries(stranger, all())).toMatchObject({ decided: 0, left: 0 })
    expect(await refusalOf(writeOffDeliveries(stranger, these(...send.ids)))).toMatchObject({
      code: 'delivery_already_decided',
    })
    const own: Ctx = { ...stranger, clinicIds: [send.clinicId] }
    expect(await writeOffDeliveries(own, all())).toMatchObject({ decided: 1 })
  })
})

describe('two at once', () => {
  test('a double click sends a text again once', async () => {
    const { ctx, send } = await aChainInDoubt(5)
    const clicks = await Promise.all(
      Array.from({ length: 10 }, () =>
        resendDeliveries(ctx, these(...send.ids)).then(
          ({ decided }) => decided,
          ({ code }) => code,
        ),
      ),
    )
    expect(clicks.filter((answer) => typeof answer === 'number').reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(clicks.filter((answer) => answer === 'delivery_already_decided').length).toBeGreaterThan(0)
    const { sent } = await handOver()
    expect(sent).toHaveLength(5)
    await expectBooksToBalance(send)
  })

  test('two people decide differently: each text has one fate, and the books hold', async () => {
    const { ctx, send } = await aChainInDoubt(40)
    const decide = [resendDeliveries, writeOffDeliveries, markDelivered]
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => decide[index % 3]?.(ctx, these(...send.ids)).catch(() => null)),
    )
    const { resent = 0, planned = 0, written_off = 0, delivered = 0, unknown = 0 } = await statusesOf(send)
    expect(resent + written_off + delivered + unknown).toBe(40)
    expect(planned).toBe(resent)
    await expectBooksToBalance(send)
  })

  test('a receipt that comes at the same moment wins or loses, and nothing is booked twice', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { ctx, send } = await aChainInDoubt(6)
      const receipts = send.ids.map((id) => ({ ref: `r-${id}`, clientRef: echoOf(send, id) }))
      const decide = [resendDeliveries, writeOffDeliveries, markDelivered][round % 3]
      await Promise.all([
        report(...receipts.map((receipt) => ({ ...receipt, status: 'delivered' as const }))),
        decide?.(ctx, these(...send.ids)).catch(() => null),
      ])
      await report()
      expect((await statusesOf(send)).delivered).toBe(6)
      await expectBooksToBalance(send)
      await db().execute(sql`update batches set status = 'done', done_at = now()`)
    }
  })

  test('two resends of one campaign never put one text into two batches', async () => {
    const { ctx, send } = await aChainInDoubt(120)
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        resendDeliveries(ctx, these(...send.ids.slice(index * 20, index * 20 + 20))),
      ),
    )
    const { sent } = await handOver()
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(120)
    expect(sent).toHaveLength(120)
    await expectBooksToBalance(send)
  })
})

describe('the report of a campaign', () => {
  test('lists a text that was sent again beside the first, each once, however it is paged', async () => {
    const { ctx, send } = await aChainInDoubt(5)
    await resendDeliveries(ctx, these(...send.ids.slice(1, 4)))
    const seen: string[] = []
    for (const toward of ['after', 'before'] as const) {
      let cursor: CampaignTextCursor | undefined =
        toward === 'after' ? undefined : { toward, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', attempt: 1 }
      for (;;) {
        const page: CampaignTextCursor | undefined = cursor
        const [row] = await inChain(ctx, (tx) =>
          listCampaignTexts(tx, ctx, { id: send.campaignId, month: send.month }, {}, { cursor: page, limit: 1 }),
        )
        if (!row) break
        seen.push(row.id)
        const [id = '', attempt = '1'] = row.cursor.split('.')
        cursor = { toward, id, attempt: Number(attempt) }
      }
    }
    expect(seen).toHaveLength(16)
    expect(seen.slice(8)).toEqual(seen.slice(0, 8).toReversed())
  })

  test('says what is spent and held over all attempts, and counts the texts rather than the people', async () => {
    const { ctx, send } = await aChainInDoubt(3)
    await resendDeliveries(ctx, these(send.ids[0] ?? ''))
    await writeOffDeliveries(ctx, these(send.ids[1] ?? ''))
    await handOver()
    expect(await inChain(ctx, (tx) => campaignProgress(tx, ctx, send.campaignId))).toMatchObject({
      people: 3,
      texts: 4,
      counts: { accepted: 1, resent: 1, unknown: 1, written_off: 1 },
      spentMicro: PRICE_MICRO,
      heldMicro: 2 * PRICE_MICRO,
      unsent: 0,
    })
  })
})
