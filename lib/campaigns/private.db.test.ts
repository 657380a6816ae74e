import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { createPrivate } from '#lib/campaigns/create-private.ts'
import { CreateCampaignInput } from '#lib/campaigns/inputs.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { byRightToSend } from '#lib/campaigns/right-to-send.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { Audience, EVERYONE } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')

async function aDesk() {
  const ctx = await aChain({ now: NOON, euros: 10 })
  const clinic = await aClinic(ctx)
  const elsewhere = await aClinic(ctx)
  const mari = await aPatient(ctx, clinic, { firstName: 'Mari', balanceMicro: -40_000_000 })
  const jaan = await aPatient(ctx, clinic, { firstName: 'Jaan' })
  const dead = await aPatient(ctx, clinic, { firstName: 'Ants', balanceMicro: -9_000_000, deceased: true })
  const stranger = await aPatient(ctx, elsewhere, { firstName: 'Tiit', balanceMicro: -9_000_000 })
  return { ctx, clinic, mari, jaan, dead, stranger, desk: await aStaff(ctx, 'receptionist', [clinic.id]) }
}

async function pickedIn(ctx: Ctx, campaignId: string): Promise<string[] | null> {
  const campaign = await inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
  return Audience.parse(campaign?.audience).patientIds
}

/** Writes the Estonian text of a draft, as the screen would. */
async function write(ctx: Ctx, campaignId: string, body: string): Promise<void> {
  const campaign = await inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
  await saveCampaign(ctx, {
    ...{
      campaignId,
      version: campaign?.version ?? 0,
      name: '',
      purpose: 'notice',
      channel: 'sms',
      noLanguageAs: null,
      outsideHours: false,
    },
    audience: EVERYONE,
    compositions: [{ language: 'et', subject: '', body }],
  })
}

describe('a private message begins', () => {
  test('with those who were ticked, of one’s own clinics', async () => {
    const { desk, mari, jaan, stranger } = await aDesk()
    const { campaignId } = await createPrivate(desk, { patientIds: [mari.id, jaan.id, stranger.id] })
    expect((await pickedIn(desk, campaignId))?.toSorted()).toEqual([mari.id, jaan.id].toSorted())
  })

  test('with everybody living whom a filter finds now, and nobody who comes later', async () => {
    const { ctx, clinic, desk, mari } = await aDesk()
    const { campaignId } = await createPrivate(desk, { filter: { debtors: true } })
    await aPatient(ctx, clinic, { balanceMicro: -1 })
    expect(await pickedIn(desk, campaignId)).toEqual([mari.id])
  })

  test('with somebody: nobody ticked, only strangers, or a filter that finds nobody, is refused', async () => {
    const { desk, stranger } = await aDesk()
    const none = { code: 'patients_none_picked' }
    await expect(createPrivate(desk, { patientIds: [] })).rejects.toMatchObject(none)
    await expect(createPrivate(desk, { patientIds: [stranger.id] })).rejects.toMatchObject(none)
    await expect(createPrivate(desk, { filter: { search: 'nobody' } })).rejects.toMatchObject(none)
  })

  test('with 5000 at most', async () => {
    const { ctx, clinic, desk } = await aDesk()
    await db().execute(sql`
      insert into patients (chain_id, clinic_id, code, first_name) select ${ctx.chainId}, ${clinic.id}, 'x' || n, 'Kaja' from generate_series(1, 5001) n`)
    await expect(createPrivate(desk, { filter: { search: 'kaja' } })).rejects.toMatchObject({
      code: 'patients_too_many',
      params: { max: 5000 },
    })
  })

  test('and is never bulk mail by another name', () => {
    expect(CreateCampaignInput.safeParse({ kind: 'private' }).success).toBe(false)
    expect(CreateCampaignInput.safeParse({ kind: 'private', audience: { patientIds: [] } }).success).toBe(false)
  })
})

test('saving its text never changes whom it is for', async () => {
  const { desk, mari } = await aDesk()
  const { campaignId } = await createPrivate(desk, { patientIds: [mari.id] })
  await write(desk, campaignId, 'Tere, {first_name}!')
  expect(await pickedIn(desk, campaignId)).toEqual([mari.id])
  expect(await previewCampaign(desk, { campaignId })).toMatchObject({ people: 1, willGet: 1 })
})

test('who has died meanwhile gets nothing, and the preview says so', async () => {
  const { desk, mari, jaan } = await aDesk()
  const { campaignId } = await createPrivate(desk, { patientIds: [mari.id, jaan.id] })
  await write(desk, campaignId, 'Tere!')
  await db().execute(sql`update patients set deceased = true where id = ${jaan.id}`)
  expect(await previewCampaign(desk, { campaignId })).toMatchObject({
    willGet: 1,
    leftOut: [{ reason: 'deceased', people: 1 }],
  })
})

describe('the desk', () => {
  const send = byRightToSend(sendCampaign)

  test('sends private messages', async () => {
    const { ctx, desk, mari } = await aDesk()
    const { campaignId } = await createPrivate(desk, { patientIds: [mari.id] })
    await write(desk, campaignId, 'Tere, {first_name}!')
    await send(desk, await agreeing(desk, campaignId))
    await materialiseCampaign(ctx, { campaignId })
    const texts = await db().execute(
      sql`select kind, patient_id, params from deliveries where campaign_id = ${campaignId}`,
    )
    expect(texts).toEqual([{ kind: 'private', patient_id: mari.id, params: ['Mari'] }])
  })

  test('does not send bulk mail, nor does a viewer send anything', async () => {
    const { ctx, desk, mari, clinic } = await aDesk()
    const bulk = await aDraft(desk, { purpose: 'notice' })
    await expect(send(desk, await agreeing(desk, bulk.campaignId))).rejects.toMatchObject({ code: 'forbidden' })
    const { campaignId } = await createPrivate(desk, { patientIds: [mari.id] })
    await write(desk, campaignId, 'Tere!')
    const viewer = await aStaff(ctx, 'viewer', [clinic.id])
    await expect(send(viewer, await agreeing(desk, campaignId))).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a debt', () => {
  const DEBT = 'Tere, {first_name}! Teil on tasumata arve.'

  async function aSharedNumber() {
    const { ctx, clinic, desk, mari, jaan } = await aDesk()
    const { phone, phoneKind, phoneCountry } = mari
    await aPatient(ctx, clinic, { firstName: 'Laps', phone, phoneKind, phoneCountry })
    const { campaignId } = await createPrivate(desk, { patientIds: [mari.id, jaan.id] })
    return { desk, campaignId }
  }

  test('goes to a number that somebody else has too only when its sender has agreed to that', async () => {
    const { desk, campaignId } = await aSharedNumber()
    await write(desk, campaignId, DEBT)
    expect(await previewCampaign(desk, { campaignId })).toMatchObject({ willGet: 2, debtAtSharedNumbers: 1 })
    const agreed = await agreeing(desk, campaignId)
    const refusal = { code: 'debt_on_shared_number', params: { count: 1 }, field: 'debtAgreed' }
    await expect(sendCampaign(desk, agreed)).rejects.toMatchObject(refusal)
    const later = { sendAtLocal: '2026-12-03T12:00', zone: 'Europe/Tallinn' }
    await expect(scheduleCampaign(desk, { ...agreed, ...later })).rejects.toMatchObject(refusal)
    expect(await sendCampaign(desk, { ...agreed, debtAgreed: true })).toMatchObject({ people: 2 })
  })

  test('is not meant by a text of something else, and one’s own number is nobody’s business', async () => {
    const { desk, campaignId } = await aSharedNumber()
    await write(desk, campaignId, 'Tere, {first_name}!')
    expect(await previewCampaign(desk, { campaignId })).toMatchObject({ debtAtSharedNumbers: 0 })
    const own = await aDesk()
    const alone = await createPrivate(own.desk, { patientIds: [own.mari.id] })
    await write(own.desk, alone.campaignId, DEBT)
    await sendCampaign(own.desk, await agreeing(own.desk, alone.campaignId))
  })
})
