import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { replies } from '#db/schema/replies.ts'
import type { ProviderReply } from '#lib/providers/provider.ts'
import { gatherReplies } from '#lib/replies/gather.ts'
import { recordReply } from '#lib/replies/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aMobileNumber, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

async function aFamily({ members = 1 } = {}) {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  const number = aMobileNumber()
  const patients = []
  for (let n = 0; n < members; n += 1) patients.push(await aPatient(ctx, clinic, number))
  return { ctx, clinic, phone: number.phone, patients }
}

async function aTextTo(ctx: Ctx, patient: { id: string; phone: string | null; clinicId: string }, at: string) {
  const [wording] = await db().execute<{ id: string }>(sql`
    insert into wordings (chain_id, channel, purpose, language, subject, body)
    values (${ctx.chainId}, 'sms', 'offer', 'ru', '', 'Tere') returning id`)
  const [text] = await db().execute<{ id: string }>(sql`
    insert into deliveries (chain_id, month, kind, channel, patient_id, clinic_id, address, country, language, wording_id, segments,
      price_micro, planned_at, valid_until, status)
    values (${ctx.chainId}, date_trunc('month', now())::date, 'bulk', 'sms', ${patient.id}, ${patient.clinicId}, ${patient.phone}, 'EE',
      'ru', ${wording?.id}, 1, 0, ${at}::timestamptz, now(), 'delivered') returning id`)
  return text?.id
}

function aReply(from: string, text: string, changes: Partial<ProviderReply> = {}): ProviderReply {
  return { id: randomUUID(), from, to: '1234', text, receivedAt: new Date(), raw: text, ...changes }
}

const take = (reply: ProviderReply, provider = 'smpp') => asWorker((tx) => recordReply(tx, provider, reply))
const storedOf = (phone: string) => db().select().from(replies).where(sql`sender = ${phone}`).orderBy(replies.id)
const optOutsOf = (phone: string) =>
  db().execute(sql`
    select chain_id::text as chain, channel, purpose, source, wording, language from opt_outs where address = ${phone}`)

describe('a reply', () => {
  test('belongs to everybody whose number it is, and answers the latest text that went there', async () => {
    const { ctx, clinic, phone, patients } = await aFamily({ members: 2 })
    const [mari, jaan] = patients
    if (!mari || !jaan) throw new Error('no family')
    await aTextTo(ctx, mari, 'yesterday')
    const latest = await aTextTo(ctx, jaan, 'now')
    await take(aReply(phone, 'Kas saab hiljem?'))
    expect(await storedOf(phone)).toMatchObject([
      {
        chainId: ctx.chainId,
        meaning: null,
        patientIds: [mari.id, jaan.id].toSorted(),
        clinicIds: [clinic.id],
        deliveryId: latest,
        handledAt: null,
      },
    ])
  })

  test('goes to the chain whose text came last, when two know the number', async () => {
    const { ctx, phone, patients } = await aFamily()
    const other = await aChain()
    const theirs = await aPatient(other, await aClinic(other), {
      phone,
      phoneTyped: phone,
      phoneKind: 'mobile',
      phoneCountry: 'EE',
    })
    if (patients[0]) await aTextTo(ctx, patients[0], 'yesterday')
    await aTextTo(other, theirs, 'now')
    await take(aReply(phone, 'jah'))
    expect(await storedOf(phone)).toMatchObject([{ chainId: other.chainId, patientIds: [theirs.id], meaning: 'yes' }])
  })

  test('that comes again is stored once, and two that say the same are two', async () => {
    const { phone } = await aFamily()
    const reply = aReply(phone, 'jah')
    await Promise.all([take(reply), take(reply), take(reply)])
    await take(aReply(phone, 'jah'))
    expect(await storedOf(phone)).toHaveLength(2)
  })

  test.each([
    ['with a plus', (phone: string) => phone],
    ['without', (phone: string) => phone.slice(1)],
    ['with 00', (phone: string) => `00${phone.slice(1)}`],
    ['as one dials it at home', (phone: string) => phone.slice(4)],
  ])('finds its number %s', async (_why, written) => {
    const { ctx, phone } = await aFamily()
    await take(aReply(written(phone), 'jah'))
    expect(await storedOf(phone)).toMatchObject([{ chainId: ctx.chainId }])
  })

  test.each([
    ['nobody knows', '+37259999999'],
    ['is a word', 'Messente'],
    ['is empty of digits', '?'],
  ])('from a number that %s is kept, and nobody’s', async (_why, from) => {
    await take(aReply(from, 'STOPP'))
    expect(await storedOf(from)).toMatchObject([{ chainId: null, patientIds: [], handledAt: null }])
    expect(await optOutsOf(from)).toHaveLength(0)
  })

  test('that no database could hold is taken as far as it can be held', async () => {
    const { phone } = await aFamily()
    await take(aReply(phone, `a\u0000b${'x'.repeat(9_000)}`, { to: '9'.repeat(300), id: '\u0000id' }))
    expect((await storedOf(phone))[0]?.body).toMatch(/^abx{3998}$/)
  })
})

describe('a refusal', () => {
  test('closes the number to every text, for the whole family, with its words as evidence', async () => {
    const { ctx, phone, patients } = await aFamily({ members: 2 })
    if (patients[0]) await aTextTo(ctx, patients[0], 'now')
    await take(aReply(phone, 'Стоп!'))
    expect(await optOutsOf(phone)).toEqual([
      { chain: ctx.chainId, channel: 'sms', purpose: 'all', source: 'reply', wording: 'Стоп!', language: 'ru' },
    ])
    expect(await storedOf(phone)).toMatchObject([{ meaning: 'opt_out', handledAt: expect.any(Date), handledBy: null }])
    const audit = await db().execute(sql`
      select action from audit_log where chain_id = ${ctx.chainId} and action = 'opt_out.record'`)
    expect(audit).toHaveLength(1)
  })

  test('said twice is one', async () => {
    const { phone } = await aFamily()
    await take(aReply(phone, 'STOPP'))
    await take(aReply(phone, 'STOPP PALUN'))
    await take(aReply(phone, 'stop'))
    expect(await optOutsOf(phone)).toHaveLength(1)
    expect(await storedOf(phone)).toHaveLength(3)
  })

  test('of another number, or said among other words, closes nothing', async () => {
    const { phone } = await aFamily()
    await take(aReply(phone, 'EI STOPP?'))
    await take(aReply(phone, 'jah aga stopp'))
    await take(aReply(phone, 'Ei'))
    expect(await optOutsOf(phone)).toHaveLength(0)
    expect((await storedOf(phone)).map(({ meaning, handledAt }) => [meaning, handledAt])).toEqual([
      [null, null],
      [null, null],
      ['no', null],
    ])
  })
})

describe('a long reply', () => {
  const part = (from: string, text: string, number: number, total: number, reference = 7) =>
    aReply(from, text, { part: { reference, number, total } })

  test('is put together from its parts, in whatever order and however often they come', async () => {
    const { ctx, phone } = await aFamily()
    const first = part(phone, 'ST', 1, 3)
    await take(part(phone, 'P', 3, 3))
    await take(first)
    await gatherReplies()
    expect(await storedOf(phone)).toHaveLength(0)
    await Promise.all([take(part(phone, 'O', 2, 3)), take(first)])
    await Promise.all([gatherReplies(), gatherReplies(), gatherReplies()])
    await take(first)
    await gatherReplies()
    expect(await storedOf(phone)).toMatchObject([{ chainId: ctx.chainId, body: 'STOP', meaning: 'opt_out' }])
  })

  test('whose part is lost is shown with a gap after an hour', async () => {
    const { phone } = await aFamily()
    await take(part(phone, 'Tere, ', 1, 4))
    await take(part(phone, 'homme', 4, 4))
    await gatherReplies()
    expect(await storedOf(phone)).toHaveLength(0)
    await db().execute(sql`update reply_parts set stored_at = now() - interval '61 minutes' where sender = ${phone}`)
    await gatherReplies()
    expect(await storedOf(phone)).toMatchObject([{ body: 'Tere,  … homme' }])
  })

  test('of one number is not mixed with another’s', async () => {
    const one = await aFamily()
    const other = await aFamily()
    await take(part(one.phone, 'a', 1, 2))
    await take(part(other.phone, 'b', 2, 2))
    await gatherReplies()
    expect([...(await storedOf(one.phone)), ...(await storedOf(other.phone))]).toHaveLength(0)
  })
})
