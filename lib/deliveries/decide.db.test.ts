import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { giveUpResent } from '#lib/deliveries/give-up-resent.ts'
import { markDelivered } from '#lib/deliveries/mark-delivered.ts'
import { resendDeliveries } from '#lib/deliveries/resend.ts'
import { writeOffDeliveries } from '#lib/deliveries/write-off.ts'
import { testDatabase } from '#tests/database.ts'
import {
  aChainInDoubt,
  decisionsOf,
  echoOf,
  expectBooksToBalance,
  refusalOf,
  resendOf,
  these,
} from '#tests/decisions.ts'
import { booksOf, PRICE_MICRO, statusesOf } from '#tests/planned-texts.ts'
import { accepted } from '#tests/scripted-provider.ts'
import { handOver, NO_ANSWER, report } from '#tests/texts-in-doubt.ts'

testDatabase()

// A claim takes whatever is due in its database.
beforeEach(() => db().execute(sql`update batches set status = 'done', done_at = now()`))

describe('a text written off', () => {
  test('gives its price back and is off the list, with who did it', async () => {
    const { ctx, send } = await aChainInDoubt(2)
    const staffId = randomUUID()
    expect(await writeOffDeliveries({ ...ctx, staffId }, these(...send.ids))).toEqual({
      decided: 2,
      elsewhere: 0,
      left: 0,
    })
    expect(await statusesOf(send)).toEqual({ written_off: 2 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: 0 })
    await expectBooksToBalance(send)
    const audit = await db().execute(
      sql`select action, entity_id, staff_id, after from audit_log where chain_id = ${send.chainId} order by entity_id`,
    )
    expect(audit).toEqual(
      send.ids.map((id) => ({
        action: 'delivery.write_off',
        entity_id: id,
        staff_id: staffId,
        after: { status: 'written_off', releasedMicro: PRICE_MICRO },
      })),
    )
  })

  test('that turns out delivered says so, and costs nothing all the same', async () => {
    const { ctx, send } = await aChainInDoubt()
    const [id = ''] = send.ids
    await writeOffDeliveries(ctx, these(id))
    await report({ ref: 'late', status: 'accepted', clientRef: echoOf(send, id) })
    expect(await statusesOf(send)).toEqual({ written_off: 1 })
    await report({ ref: 'late', status: 'delivered', clientRef: echoOf(send, id) })
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: 0 })
    expect(await decisionsOf(send)).toEqual([{ decision: 'write_off' }])
    await expectBooksToBalance(send)
  })
})

describe('a text marked delivered', () => {
  test('is paid, and no receipt takes the word back', async () => {
    const { ctx, send } = await aChainInDoubt()
    const [id = ''] = send.ids
    await markDelivered(ctx, these(id))
    await report({ ref: 'r', status: 'undelivered', clientRef: echoOf(send, id) })
    expect(await statusesOf(send)).toEqual({ delivered: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
  })
})

describe('a text sent again', () => {
  test('is a delivery of its own: another reference, money of its own, its own end', async () => {
    const { ctx, send } = await aChainInDoubt()
    expect(await resendDeliveries(ctx, these(...send.ids))).toMatchObject({ decided: 1 })
    expect(await statusesOf(send)).toEqual({ planned: 1, resent: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 2 * PRICE_MICRO, spentMicro: 0 })
    await expectBooksToBalance(send)

    const { sent } = await handOver(() => ({ outcome: 'accepted', refs: ['second'] }))
    expect(sent).toHaveLength(1)
    expect(sent[0]?.deliveryId).toBe((await resendOf(send))?.id)
    expect(await resendOf(send)).toMatchObject({ attempt: 2, status: 'accepted' })
    await report({ ref: 'second', status: 'delivered' })
    expect(await statusesOf(send)).toEqual({ delivered: 1, resent: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: PRICE_MICRO, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('costs what such a text costs now', async () => {
    const { ctx, send } = await aChainInDoubt(1, { segments: 2 })
    await db().execute(sql`update chains set location = 'LV' where id = ${ctx.chainId}`)
    await db().execute(sql`
      insert into tariffs (location, channel, country, price_micro, valid_from) values ('LV', 'sms', 'EE', 70000, '2020-01-01')`)
    await resendDeliveries(ctx, these(...send.ids))
    const account = (await booksOf(send.chainId)).account
    expect(account.heldMicro).toBe(2 * PRICE_MICRO + 2 * 70_000)
    await expectBooksToBalance(send)
  })

  test('whose country has no price any more is refused', async () => {
    const { ctx, send } = await aChainInDoubt()
    await db().execute(sql`update chains set location = 'FI' where id = ${ctx.chainId}`)
    expect(await refusalOf(resendDeliveries(ctx, these(...send.ids)))).toEqual({
      code: 'resend_no_price',
      params: { country: 'EE' },
    })
    expect(await statusesOf(send)).toEqual({ unknown: 1 })
  })

  test('is refused when the balance is too little, saying how much is missing; nothing is half done', async () => {
    const { ctx, send } = await aChainInDoubt(3, { euros: 0.2 })
    expect(await refusalOf(resendDeliveries(ctx, these(...send.ids)))).toEqual({
      code: 'insufficient_balance',
      params: { missingMicro: 3 * PRICE_MICRO - (200_000 - 3 * PRICE_MICRO) },
    })
    expect(await statusesOf(send)).toEqual({ unknown: 3 })
    await expectBooksToBalance(send, 0.2)
  })

  test('goes through every check of the last moment anew', async () => {
    const { ctx, send } = await aChainInDoubt(2)
    await db().execute(sql`
      update patients set deceased = true where chain_id = ${send.chainId}
        and id = (select patient_id from deliveries where chain_id = ${send.chainId} and id = ${send.ids[0]})`)
    await resendDeliveries(ctx, these(...send.ids))
    const { sent } = await handOver()
    expect(sent).toHaveLength(1)
    expect(await resendOf(send)).toMatchObject({ status: 'suppressed', reason: 'deceased' })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 2 * PRICE_MICRO, spentMicro: PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('may be in doubt again, and be sent a third time', async () => {
    const { ctx, send } = await aChainInDoubt()
    await resendDeliveries(ctx, these(...send.ids))
    await handOver(() => NO_ANSWER)
    const second = await resendOf(send)
    expect(second).toMatchObject({ status: 'unknown' })
    await resendDeliveries(ctx, these(second?.id ?? ''))
    expect(await resendOf(send, second?.id)).toMatchObject({ attempt: 3, status: 'planned' })
    await handOver(accepted)
    await expectBooksToBalance(send)
  })

  test('follows its patient to another number and back: an earlier attempt there is no second text', async () => {
    const { ctx, send } = await aChainInDoubt()
    const moveTo = (phone: string) =>
      db().execute(sql`update patients set phone = ${phone} where chain_id = ${send.chainId}`)
    const [patient] = await db().execute<{ phone: string }>(
      sql`select phone from patients where chain_id = ${send.chainId}`,
    )
    const first = patient?.phone ?? ''
    await moveTo('+37259999999')
    await resendDeliveries(ctx, these(...send.ids))
    expect((await handOver(() => NO_ANSWER)).sent.map(({ to }) => to)).toEqual(['+37259999999'])
    await moveTo(first)
    await resendDeliveries(ctx, these((await resendOf(send))?.id ?? ''))
    expect((await handOver()).sent.map(({ to }) => to)).toEqual([first])
    await expectBooksToBalance(send)
  })

  test('is never the same attempt twice: the database itself forbids it', async () => {
    const { ctx, send } = await aChainInDoubt()
    await resendDeliveries(ctx, these(...send.ids))
    const again = db().execute(sql`
      insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, language, wording_id, segments, price_micro,
        valid_until, attempt, resend_of)
      select chain_id, month, kind, channel, campaign_id, patient_id, language, wording_id, segments, price_micro, valid_until, 2, id
      from deliveries where chain_id = ${send.chainId} and id = ${send.ids[0]}`)
    await expect(again).rejects.toMatchObject({ cause: { code: '23505' } })
  })

  test('keeps the first one’s money until that one’s time is over, then gives it back', async () => {
    const { ctx, send } = await aChainInDoubt()
    await resendDeliveries(ctx, these(...send.ids))
    await handOver()
    expect(await giveUpResent()).toBe(0)
    await db().execute(sql`update delivery_doubts set give_up_at = now() where chain_id = ${send.chainId}`)
    expect(await giveUpResent()).toBe(1)
    expect(await statusesOf(send)).toEqual({ accepted: 1, written_off: 1 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: PRICE_MICRO })
    expect(await decisionsOf(send)).toEqual([{ decision: 'resend' }])
    await expectBooksToBalance(send)
  })

  test('leaves the first one to its receipt: if both arrive, both are paid', async () => {
    const { ctx, send } = await aChainInDoubt()
    const [id = ''] = send.ids
    await resendDeliveries(ctx, these(id))
    await handOver(() => ({ outcome: 'accepted', refs: ['b'] }))
    await report({ ref: 'a', status: 'delivered', clientRef: echoOf(send, id) }, { ref: 'b', status: 'delivered' })
    expect(await statusesOf(send)).toEqual({ delivered: 2 })
    expect((await booksOf(send.chainId)).account).toMatchObject({ heldMicro: 0, spentMicro: 2 * PRICE_MICRO })
    await expectBooksToBalance(send)
  })

  test('waits for the opening of its clinic, and for a campaign that is paused', async () => {
    const night = { now: new Date('2026-03-04T23:00:00Z') }
    const { ctx, send } = await aChainInDoubt()
    await db().execute(sql`update campaigns set outside_hours = false, status = 'sent' where id = ${send.campaignId}`)
    await resendDeliveries({ ...ctx, ...night }, these(...send.ids))
    const [batch] = await db().execute<{ status: string; at: string }>(
      sql`select status, to_json(not_before at time zone 'Europe/Tallinn') #>> '{}' as at from batches
        where chain_id = ${send.chainId} and status <> 'done'`,
    )
    expect(batch).toEqual({ status: 'ready', at: '2026-03-05T09:00:00' })

    const other = await aChainInDoubt()
    await db().execute(
      sql`update campaigns set status = 'paused', paused_for = 'staff' where id = ${other.send.campaignId}`,
    )
    await resendDeliveries(other.ctx, these(...other.send.ids))
    const [held] = await db().execute<{ status: string }>(
      sql`select status from batches where chain_id = ${other.send.chainId} and status <> 'done'`,
    )
    expect(held).toEqual({ status: 'held' })
  })
})
