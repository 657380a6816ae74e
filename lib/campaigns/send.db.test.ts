import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { findAccount } from '#db/queries/billing.ts'
import { findCampaign } from '#db/queries/campaigns.ts'
import { optOuts, patients } from '#db/schema/patients.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { saveCampaign } from '#lib/campaigns/save.ts'
import { scheduleCampaign } from '#lib/campaigns/schedule.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

// A Wednesday, 12:00 in Tallinn.
const NOON = new Date('2026-12-02T10:00:00Z')
const NIGHT = new Date('2026-12-02T20:30:00Z')
const PRICE_MICRO = 45_000

async function aClinicWith(people: number, { euros = 10, now = NOON }: { euros?: number; now?: Date } = {}) {
  const ctx = await aChain({ now, euros })
  const clinic = await aClinic(ctx)
  const all = []
  for (let count = 0; count < people; count += 1) all.push(await aPatient(ctx, clinic, { firstName: `Mari ${count}` }))
  return { ctx, clinic, people: all }
}

const campaignOf = (ctx: Ctx, campaignId: string) => inChain(ctx, (tx) => findCampaign(tx, ctx.chainId, campaignId))
const accountOf = (ctx: Ctx) => inChain(ctx, (tx) => findAccount(tx, ctx.chainId))

describe('Send', () => {
  test('holds the price, fixes what was agreed and leaves the rest to a job', async () => {
    const { ctx } = await aClinicWith(3)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const sent = await sendCampaign(ctx, await agreeing(ctx, campaignId))

    expect(sent).toEqual({ campaignId, people: 3, costMicro: 3 * PRICE_MICRO })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'preparing', people: 3, month: '2026-12-01' })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 3 * PRICE_MICRO })
    expect(await jobsFor('campaign.materialise')).toContainEqual({ chainId: ctx.chainId, campaignId })
  })

  test('of 50 clicks at once is one send with one answer', async () => {
    const { ctx } = await aClinicWith(2)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const input = await agreeing(ctx, campaignId)
    const answers = await Promise.all(Array.from({ length: 50 }, () => sendCampaign(ctx, input)))

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: 2 * PRICE_MICRO })
    expect((await jobsFor('campaign.materialise')).filter((job) => job.campaignId === campaignId)).toHaveLength(1)
  })

  test('from a second window is refused once the first has sent', async () => {
    const { ctx } = await aClinicWith(1)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const first = await agreeing(ctx, campaignId)
    await sendCampaign(ctx, first)
    await expect(sendCampaign(ctx, { ...first, sendKey: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'campaign_not_sendable',
      params: { status: 'preparing' },
    })
  })

  test('with the key of another campaign is refused, and sends nothing', async () => {
    const { ctx } = await aClinicWith(1)
    const first = await agreeing(ctx, (await aDraft(ctx, { purpose: 'notice' })).campaignId)
    await sendCampaign(ctx, first)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const second = { ...(await agreeing(ctx, campaignId)), sendKey: first.sendKey }

    await expect(sendCampaign(ctx, second)).rejects.toMatchObject({ code: 'conflict' })
    const later = { sendAtLocal: '2026-12-24T10:00', zone: 'Europe/Tallinn' }
    await expect(scheduleCampaign(ctx, { ...second, ...later })).rejects.toMatchObject({ code: 'conflict' })
    expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'draft' })
    expect(await accountOf(ctx)).toMatchObject({ heldMicro: PRICE_MICRO })
  })

  test('of an e-mail without a subject is refused beside the subject', async () => {
    const { ctx } = await aClinicWith(1)
    const texts = [{ language: 'et', subject: ' ', body: 'Tere!' }]
    const { campaignId } = await aDraft(ctx, { purpose: 'notice', channel: 'email', texts })
    await expect(sendCampaign(ctx, await agreeing(ctx, campaignId))).rejects.toMatchObject({
      code: 'subject_blank',
      field: 'compositions.et.subject',
    })
  })

  test.each([
    ['somebody joined', { joined: 1, left: 0 }, async ({ ctx, clinic }) => void (await aPatient(ctx, clinic))],
    ['somebody opted out', { joined: 0, left: 1 }, ({ ctx, people }) => optOut(ctx, people[0]?.phone ?? '')],
    [
      'a longer name takes a second part',
      { joined: 0, left: 0, costNowMicro: 4 * PRICE_MICRO },
      async ({ ctx }) => {
        await db()
          .update(patients)
          .set({ firstName: 'x'.repeat(120) })
          .where(eq(patients.chainId, ctx.chainId))
      },
    ],
    [
      'the text was changed',
      { texts: 1 },
      async ({ ctx, campaignId }) => void (await rewrite(ctx, campaignId, { body: 'Tere, {last_name}!' })),
    ],
    ['the price was changed', { prices: 1 }, ({ ctx }) => dearer(ctx)],
  ] satisfies [string, Record<string, number>, (given: Given) => Promise<void>][])(
    'asks again when %s, and says so',
    async (_why, params, change) => {
      const { ctx, clinic, people } = await aClinicWith(2)
      const body = 'Tere, {first_name}! Ootame Teid hammaste kontrolli. Helistage meile.'
      const { campaignId } = await aDraft(ctx, { purpose: 'notice', body })
      const input = await agreeing(ctx, campaignId)
      await change({ ctx, clinic, people, campaignId })

      await expect(sendCampaign(ctx, input)).rejects.toMatchObject({
        code: 'campaign_changed_since_preview',
        params: expect.objectContaining(params),
      })
      expect(await campaignOf(ctx, campaignId)).toMatchObject({ status: 'draft' })
      expect(await accountOf(ctx)).toMatchObject({ heldMicro: 0 })
    },
  )

  test('is refused without enough money, saying how much is missing', async () => {
    const { ctx } = await aClinicWith(3, { euros: 0 })
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    await expect(sendCampaign(ctx, await agreeing(ctx, campaignId))).rejects.toMatchObject({
      code: 'insufficient_balance',
      params: { missingMicro: 3 * PRICE_MICRO },
    })
  })

  test('at night waits for the morning unless its author ticked otherwise', async () => {
    const { ctx } = await aClinicWith(1, { now: NIGHT })
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const ticked = await aDraft(ctx, { purpose: 'notice', outsideHours: true })

    await expect(sendCampaign(ctx, await agreeing(ctx, campaignId))).rejects.toMatchObject({
      code: 'send_time_outside_hours',
      params: { from: '09:00', to: '20:00', nextOpening: '2026-12-03T07:00:00.000Z' },
    })
    await expect(sendCampaign(ctx, await agreeing(ctx, ticked.campaignId))).resolves.toMatchObject({ people: 1 })
  })

  test.each([
    ['blank in every language', { body: ' \n ' }, 'campaign_blank', 'compositions'],
    [
      'with a placeholder that does not exist',
      { body: 'Tere, {nimi}!' },
      'placeholder_unknown',
      'compositions.et.body',
    ],
    ['of seven parts', { body: 'õ'.repeat(67 * 6 + 1) }, 'text_too_many_segments', 'compositions.et.body'],
    ['for nobody', { audience: { ageFrom: 120 } }, 'campaign_no_recipients', 'audience'],
  ])('is refused for a campaign %s', async (_what, draft, code, field) => {
    const { ctx } = await aClinicWith(1)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice', ...draft })
    const { problems, fingerprint } = await previewCampaign(ctx, { campaignId })
    expect(problems).toMatchObject([{ code, field }])
    await expect(sendCampaign(ctx, { campaignId, sendKey: crypto.randomUUID(), fingerprint })).rejects.toMatchObject({
      code,
      field,
    })
  })

  test('to more than 500 asks for their number', async () => {
    const { ctx, clinic } = await aClinicWith(0, { euros: 100 })
    const many = Array.from({ length: 501 }, (_, index) => ({
      ...{ chainId: ctx.chainId, clinicId: clinic.id, code: `${index}`, firstName: 'Mari', language: 'et' },
      ...{ phone: `+37251${String(index).padStart(6, '0')}`, phoneKind: 'mobile' as const, phoneCountry: 'EE' },
    }))
    await db().insert(patients).values(many)
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
    const input = { ...(await agreeing(ctx, campaignId)), typedPeople: 500 }
    await expect(sendCampaign(ctx, input)).rejects.toMatchObject({
      code: 'campaign_count_mismatch',
      params: { count: 501 },
    })
    await expect(sendCampaign(ctx, { ...input, typedPeople: 501 })).resolves.toMatchObject({ people: 501 })
  })

  test('by a clinic manager reaches own clinics only, and another clinic’s manager does not find it', async () => {
    const { ctx, clinic } = await aClinicWith(1)
    const other = await aClinic(ctx)
    await aPatient(ctx, other)
    const manager = await aStaff(ctx, 'clinic_manager', [clinic.id])
    const stranger = await aStaff(ctx, 'clinic_manager', [other.id])
    const { campaignId } = await aDraft(manager, { purpose: 'notice', audience: { clinicIds: [clinic.id, other.id] } })

    const preview = await previewCampaign(manager, { campaignId })
    expect(preview).toMatchObject({ people: 2, willGet: 1, leftOut: [{ reason: 'outside_clinics', people: 1 }] })
    await expect(previewCampaign(stranger, { campaignId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(sendCampaign(stranger, await agreeing(manager, campaignId))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(sendCampaign(manager, await agreeing(manager, campaignId))).resolves.toMatchObject({ people: 1 })
  })

  test('to the whole chain shows its figures to a clinic’s manager, but no name from another clinic', async () => {
    const { ctx } = await aClinicWith(1)
    const other = await aClinic(ctx)
    const elsewhere = await aStaff(ctx, 'clinic_manager', [other.id])
    const { campaignId } = await aDraft(ctx, { purpose: 'notice' })

    expect((await previewCampaign(ctx, { campaignId })).samples).not.toEqual([])
    expect(await previewCampaign(elsewhere, { campaignId })).toMatchObject({ willGet: 1, samples: [] })
  })
})

type Given = {
  ctx: Ctx
  clinic: { id: string }
  people: { phone: string | null }[]
  campaignId: string
}

async function optOut(ctx: Ctx, address: string): Promise<void> {
  await db().insert(optOuts).values({ chainId: ctx.chainId, channel: 'sms', address, purpose: 'all', source: 'link' })
}

async function rewrite(ctx: Ctx, campaignId: string, { body }: { body: string }): Promise<void> {
  const campaign = await campaignOf(ctx, campaignId)
  if (!campaign) throw new Error('no campaign')
  const { version, name, purpose, channel, noLanguageAs, outsideHours } = campaign
  const compositions = [{ language: 'et', subject: '', body }]
  const audience = campaign.audience as Parameters<typeof saveCampaign>[1]['audience']
  await saveCampaign(ctx, {
    campaignId,
    version,
    name,
    purpose,
    channel,
    noLanguageAs,
    outsideHours,
    audience,
    compositions,
  })
}

async function dearer(ctx: Ctx): Promise<void> {
  await db().$client`update chains set location = 'XB' where id = ${ctx.chainId}`
  await db().$client`
    insert into tariffs (location, channel, country, price_micro, valid_from) values ('XB', 'sms', 'EE', 46000, '2026-01-01')`
}
