import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { countUnreadReplies, listReplies } from '#db/queries/replies.ts'
import { bringSandboxReplies } from '#lib/replies/bring-sandbox-replies.ts'
import { handleReply } from '#lib/replies/handle.ts'
import { recordReply } from '#lib/replies/record.ts'
import { replyAsPatient } from '#lib/replies/reply-as-patient.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aMobileNumber, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

/** A number that patients of two clinics share, and somebody at the desk of each. */
async function twoDesks() {
  const ctx = await aChain()
  const [centre, harbour] = [await aClinic(ctx), await aClinic(ctx)]
  const number = aMobileNumber()
  const mari = await aPatient(ctx, centre, { ...number, firstName: 'Mari' })
  const jaan = await aPatient(ctx, harbour, { ...number, firstName: 'Jaan' })
  const manager = await aStaff(ctx, 'chain_manager')
  const atCentre = await aStaff(ctx, 'receptionist', [centre.id])
  const elsewhere = await aStaff(ctx, 'receptionist', [(await aClinic(ctx)).id])
  return { ctx, phone: number.phone, mari, jaan, manager, atCentre, elsewhere }
}

const writeBack = (from: string, text: string, id: string = randomUUID()) =>
  asWorker((tx) => recordReply(tx, 'smpp', { id, from, to: '1234', text, receivedAt: new Date(), raw: text }))

const inbox = (ctx: Ctx, state?: 'unread' | 'handled') => inChain(ctx, (tx) => listReplies(tx, ctx, { state }))
const unread = (ctx: Ctx) => inChain(ctx, (tx) => countUnreadReplies(tx, ctx))

test('each desk sees replies of its own patients and names no others', async () => {
  const { phone, manager, atCentre, elsewhere } = await twoDesks()
  await writeBack(phone, 'Kas saab hiljem?')
  expect((await inbox(manager))[0]?.patients.map(({ firstName }) => firstName).toSorted()).toEqual(['Jaan', 'Mari'])
  expect((await inbox(atCentre))[0]?.patients.map(({ firstName }) => firstName)).toEqual(['Mari'])
  expect(await inbox(elsewhere)).toEqual([])
  expect([await unread(manager), await unread(atCentre), await unread(elsewhere)]).toEqual([1, 1, 0])
})

test('another chain sees nothing, and cannot mark it', async () => {
  const { phone, manager } = await twoDesks()
  const stranger = await aStaff(await aChain(), 'chain_manager')
  await writeBack(phone, 'Tere')
  const [reply] = await inbox(manager)
  expect(await inbox(stranger)).toEqual([])
  await handleReply(stranger, { replyId: reply?.id ?? '', state: 'handled' })
  expect(await unread(manager)).toBe(1)
})

test('a reply is seen to once, by the first who says so, and can wait again', async () => {
  const { ctx, phone, manager, atCentre, elsewhere } = await twoDesks()
  await writeBack(phone, 'Tere')
  const replyId = (await inbox(manager))[0]?.id ?? ''
  await handleReply(elsewhere, { replyId, state: 'handled' })
  expect(await unread(manager)).toBe(1)
  await Promise.all([
    handleReply(atCentre, { replyId, state: 'handled' }),
    handleReply(manager, { replyId, state: 'handled' }),
  ])
  expect(await inbox(manager, 'unread')).toEqual([])
  expect(await inbox(manager, 'handled')).toMatchObject([{ id: replyId, handledBy: 'Kati Kask' }])
  await handleReply(manager, { replyId, state: 'unread' })
  expect(await inbox(manager, 'unread')).toMatchObject([{ id: replyId, handledAt: null, handledBy: null }])
  const audit = await db().execute(sql`
    select after ->> 'state' as state from audit_log where chain_id = ${ctx.chainId} and action = 'reply.handle' order by id`)
  expect(audit.map(({ state }) => state)).toEqual(['handled', 'unread'])
})

test('newest first, a page at a time', async () => {
  const { phone, manager } = await twoDesks()
  for (const text of ['1', '2', '3']) await writeBack(phone, text)
  const first = await inChain(manager, (tx) => listReplies(tx, manager, { limit: 2 }))
  expect(first.map(({ body }) => body)).toEqual(['3', '2', '1'])
  const next = await inChain(manager, (tx) => listReplies(tx, manager, { after: first[1]?.id, limit: 2 }))
  expect(next.map(({ body }) => body)).toEqual(['1'])
})

test('a refusal is there to be seen, and waits for nobody', async () => {
  const { phone, manager } = await twoDesks()
  await writeBack(phone, 'STOPP')
  expect(await unread(manager)).toBe(0)
  expect(await inbox(manager, 'handled')).toMatchObject([{ meaning: 'opt_out', handledBy: null }])
})

test('a text of the sandbox is answered in its patient’s place', async () => {
  const { ctx, phone, mari, manager, elsewhere } = await twoDesks()
  const ref = randomUUID()
  await db().execute(sql`
    insert into sandbox_texts (ref, chain_id, delivery_id, channel, sender, address, body, segments, receipt_status, receipt_due_at)
    values (${ref}, ${ctx.chainId}, ${randomUUID()}, 'sms', 'Hambad', ${phone}, 'Tere', 1, 'delivered', now())`)
  await expect(replyAsPatient(elsewhere, { ref, body: 'STOPP' })).rejects.toMatchObject({ code: 'not_found' })
  await replyAsPatient(manager, { ref, body: 'Jah' })
  expect(await Promise.all([bringSandboxReplies(), bringSandboxReplies()])).toContain(1)
  expect(await inbox(manager)).toMatchObject([
    { body: 'Jah', meaning: 'yes', patients: expect.arrayContaining([expect.objectContaining({ id: mari.id })]) },
  ])
  await expect(replyAsPatient(manager, { ref: 'nowhere', body: 'Jah' })).rejects.toMatchObject({ code: 'not_found' })
})
