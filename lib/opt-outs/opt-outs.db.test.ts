import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { listOptOutsOf } from '#db/queries/opt-outs.ts'
import { auditLog } from '#db/schema/audit.ts'
import { contactLinks, optOuts } from '#db/schema/patients.ts'
import { chooseByLink, currentWish, refuseOffersByOneClick } from '#lib/opt-outs/choose.ts'
import { findByCode } from '#lib/opt-outs/find-by-code.ts'
import { recordOptOutByStaff } from '#lib/opt-outs/record-by-staff.ts'
import type { Wish } from '#lib/opt-outs/wish.ts'
import { withdrawOptOutByStaff } from '#lib/opt-outs/withdraw-by-staff.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aMobileNumber, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

const BY_LINK = { source: 'link', wording: 'Loobu pakkumistest', language: 'et' } as const

async function aLink(ctx: Ctx, values: Partial<typeof contactLinks.$inferInsert> = {}) {
  const [row] = await db()
    .insert(contactLinks)
    .values({ chainId: ctx.chainId, channel: 'sms', address: aMobileNumber().phone, language: 'et', ...values })
    .returning()
  const link = row && (await findByCode(row.code))
  if (!link) throw new Error('the link was not found')
  return link
}

function optOutsOf(chainId: string) {
  return db().select().from(optOuts).where(eq(optOuts.chainId, chainId)).orderBy(optOuts.id)
}

function auditOf(chainId: string, action: string) {
  return db()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.chainId, chainId), eq(auditLog.action, action)))
}

describe('the code at the end of an offer', () => {
  test('names the chain, the number and the language', async () => {
    const ctx = await aChain({ name: `Naeratus ${randomUUID()}`, defaultLanguage: 'ru' })
    const link = await aLink(ctx, { language: 'fi' })
    expect(link).toMatchObject({ chainId: ctx.chainId, channel: 'sms', language: 'fi', chainLanguage: 'ru' })
    expect(link.chainName).toMatch(/^Naeratus/)
  })

  test.each([
    ['nobody has it', 'AAAAAAAAAAAA'],
    ['cut short', 'AAAA'],
    ['nothing at all', ''],
    ['no code', "'; drop table--"],
    ['far too long', 'a'.repeat(100_000)],
  ])('leads nowhere when %s', async (_why, code) => {
    expect(await findByCode(code)).toBeNull()
  })

  test('looking, as scanners of mail do, changes nothing', async () => {
    const ctx = await aChain()
    const { code } = await aLink(ctx)
    const link = await findByCode(code)
    expect(link && (await currentWish(link))).toBe('everything')
    expect(await optOutsOf(ctx.chainId)).toEqual([])
    expect(await auditOf(ctx.chainId, 'opt_out.record')).toEqual([])
  })
})

describe('what a patient chooses', () => {
  test('offers refused: written down with the words that were read', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    await chooseByLink(link, 'no_offers', BY_LINK)
    expect(await optOutsOf(ctx.chainId)).toMatchObject([
      { channel: 'sms', address: link.address, purpose: 'marketing', ...BY_LINK, recordedBy: null, withdrawnAt: null },
    ])
    expect(await currentWish(link)).toBe('no_offers')
    expect(await auditOf(ctx.chainId, 'opt_out.record')).toHaveLength(1)
  })

  test('twice, and ten times at once, is once', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    await Promise.all(Array.from({ length: 10 }, () => chooseByLink(link, 'no_offers', BY_LINK)))
    await chooseByLink(link, 'no_offers', { ...BY_LINK, wording: 'other words' })
    expect(await optOutsOf(ctx.chainId)).toMatchObject([{ wording: 'Loobu pakkumistest' }])
    expect(await auditOf(ctx.chainId, 'opt_out.record')).toHaveLength(1)
  })

  test.each<[string, Wish[], Wish, string[]]>([
    ['everything refused', ['nothing'], 'nothing', ['all']],
    ['first offers, then everything: both stay', ['no_offers', 'nothing'], 'nothing', ['marketing', 'all']],
    ['everything, then service texts let in again', ['nothing', 'no_offers'], 'no_offers', ['marketing']],
    ['changed my mind', ['no_offers', 'nothing', 'everything'], 'everything', []],
    ['changed my mind, and changed it back', ['no_offers', 'everything', 'no_offers'], 'no_offers', ['marketing']],
    ['nothing to change my mind about', ['everything'], 'everything', []],
  ])('%s', async (_why, wishes, wish, inForce) => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    for (const chosen of wishes) await chooseByLink(link, chosen, BY_LINK)
    expect(await currentWish(link)).toBe(wish)
    const rows = await optOutsOf(ctx.chainId)
    expect(rows.filter((row) => !row.withdrawnAt).map((row) => row.purpose)).toEqual(inForce)
    for (const row of rows) if (row.withdrawnAt) expect(row.withdrawnSource).toBe('link')
  })

  test('the evidence of an ended refusal stays, and its end is in the audit log without the number', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    await chooseByLink(link, 'no_offers', BY_LINK)
    await chooseByLink(link, 'everything', BY_LINK)
    const [optOut] = await optOutsOf(ctx.chainId)
    expect(optOut).toMatchObject({ wording: 'Loobu pakkumistest', withdrawnSource: 'link' })
    const [entry] = await auditOf(ctx.chainId, 'opt_out.withdraw')
    expect(entry).toMatchObject({ entityId: optOut?.id, staffId: null })
    expect(JSON.stringify(entry)).not.toContain(link.address)
  })

  test('another chain with the same number is not touched', async () => {
    const [ours, theirs] = [await aChain(), await aChain()]
    const link = await aLink(ours)
    const sameNumber = await aLink(theirs, { address: link.address })
    await chooseByLink(link, 'nothing', BY_LINK)
    expect(await currentWish(sameNumber)).toBe('everything')
    expect(await optOutsOf(theirs.chainId)).toEqual([])
  })

  test('the other channel is not touched', async () => {
    const ctx = await aChain()
    await chooseByLink(await aLink(ctx), 'nothing', BY_LINK)
    const mail = await aLink(ctx, { channel: 'email', address: 'mari@example.ee' })
    expect(await currentWish(mail)).toBe('everything')
  })

  test('a refusal of another kind, that the clinic wrote down, is left alone', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    const values = { chainId: ctx.chainId, channel: link.channel, address: link.address, source: 'staff' } as const
    await db()
      .insert(optOuts)
      .values({ ...values, purpose: 'greeting' })
    await chooseByLink(link, 'everything', BY_LINK)
    expect((await optOutsOf(ctx.chainId)).map((row) => row.withdrawnAt)).toEqual([null])
  })
})

describe('one click in a mail program', () => {
  test('refuses offers, once, however often it is sent', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx, { channel: 'email', address: 'mari@example.ee' })
    await refuseOffersByOneClick(link)
    await refuseOffersByOneClick(link)
    expect(await optOutsOf(ctx.chainId)).toMatchObject([
      { channel: 'email', purpose: 'marketing', source: 'one_click', wording: 'List-Unsubscribe=One-Click' },
    ])
  })

  test('after everything was refused, it lets nothing in', async () => {
    const ctx = await aChain()
    const link = await aLink(ctx)
    await chooseByLink(link, 'nothing', BY_LINK)
    await refuseOffersByOneClick(link)
    expect(await currentWish(link)).toBe('nothing')
  })
})

describe('at the desk', () => {
  async function aFamily() {
    const ctx = await aChain()
    const clinic = await aClinic(ctx)
    const patient = await aPatient(ctx, clinic)
    const receptionist = await aStaff(ctx, 'receptionist', [clinic.id])
    return { ctx, clinic, patient, receptionist }
  }

  test('a refusal is written down with who wrote it, for the number as it is now', async () => {
    const { ctx, patient, receptionist } = await aFamily()
    const input = { patientId: patient.id, channel: 'sms', purpose: 'all' } as const
    await recordOptOutByStaff(receptionist, input)
    await recordOptOutByStaff(receptionist, input)
    expect(await optOutsOf(ctx.chainId)).toMatchObject([
      { channel: 'sms', address: patient.phone, purpose: 'all', source: 'staff', recordedBy: receptionist.staffId },
    ])
    expect(await auditOf(ctx.chainId, 'opt_out.record')).toMatchObject([{ staffId: receptionist.staffId }])
  })

  test('a patient without an address has nothing to refuse there', async () => {
    const { ctx, clinic, receptionist } = await aFamily()
    const { id: patientId } = await aPatient(ctx, clinic, { email: null })
    const attempt = recordOptOutByStaff(receptionist, { patientId, channel: 'email', purpose: 'marketing' })
    await expect(attempt).rejects.toMatchObject({ code: 'patient_not_reachable', field: 'channel' })
  })

  test("a patient of another clinic, or another chain, is nobody's business", async () => {
    const { ctx, receptionist } = await aFamily()
    const elsewhere = await aPatient(ctx, await aClinic(ctx))
    const other = await aFamily()
    for (const { id: patientId } of [elsewhere, other.patient]) {
      const attempt = recordOptOutByStaff(receptionist, { patientId, channel: 'sms', purpose: 'all' })
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await optOutsOf(ctx.chainId)).toEqual([])
    expect(await optOutsOf(other.ctx.chainId)).toEqual([])
  })

  test('it is taken back, and stays on record', async () => {
    const { ctx, patient, receptionist } = await aFamily()
    await recordOptOutByStaff(receptionist, { patientId: patient.id, channel: 'sms', purpose: 'all' })
    const [optOut] = await inChain(ctx, (tx) => listOptOutsOf(tx, ctx.chainId, patient))
    const input = { patientId: patient.id, optOutId: optOut?.id ?? '' }
    await withdrawOptOutByStaff(receptionist, input)
    await withdrawOptOutByStaff(receptionist, input)
    expect(await optOutsOf(ctx.chainId)).toMatchObject([{ withdrawnSource: 'staff', withdrawnAt: expect.any(Date) }])
    expect(await auditOf(ctx.chainId, 'opt_out.withdraw')).toHaveLength(1)
  })

  test("only a refusal of that patient's own number can be taken back on their page", async () => {
    const { ctx, clinic, patient, receptionist } = await aFamily()
    const stranger = await aPatient(ctx, clinic, { email: 'jaan@example.ee' })
    await recordOptOutByStaff(receptionist, { patientId: stranger.id, channel: 'sms', purpose: 'all' })
    const [optOut] = await optOutsOf(ctx.chainId)
    const attempt = withdrawOptOutByStaff(receptionist, { patientId: patient.id, optOutId: optOut?.id ?? '' })
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' })
  })
})
