import { expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { consents, optOuts } from '#db/schema/patients.ts'
import { listLeftOut } from '#lib/campaigns/list-left-out.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { pauseCampaign } from '#lib/campaigns/pause.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import { whyPatient } from '#lib/campaigns/why.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { LEFT_OUT_REASONS } from '#lib/core/left-out-reason.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aDraft, agreeing } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

const NOON = new Date('2026-12-02T10:00:00Z')
const NO_PHONE = { phone: null, phoneTyped: null, phoneCountry: null }

async function consent(ctx: Ctx, patientId: string, channel: 'any' | 'sms' | 'email' = 'any') {
  await db()
    .insert(consents)
    .values({ chainId: ctx.chainId, patientId, purpose: 'marketing', channel, source: 'staff' })
}

/** One patient for every reason; each has all the later reasons too where that is possible, so that precedence shows. */
async function oneOfEach() {
  const ctx = await aChain({ now: NOON, euros: 100 })
  const clinic = await aClinic(ctx)
  const elsewhere = await aClinic(ctx)
  const landline = { phone: '+3726001234', phoneKind: 'landline' as const, phoneCountry: 'EE' }
  const abroad = { phone: '+12025550123', phoneKind: 'mobile' as const, phoneCountry: 'US' }
  const shared = { phone: '+37253999999', phoneKind: 'mobile' as const, phoneCountry: 'EE' }
  const patients: Record<string, Awaited<ReturnType<typeof aPatient>>> = {
    gets_it: await aPatient(ctx, clinic, shared),
    outside_clinics: await aPatient(ctx, elsewhere, { deceased: true, language: null }),
    deceased: await aPatient(ctx, clinic, { deceased: true, language: null, phoneKind: 'none', ...NO_PHONE }),
    language_unknown: await aPatient(ctx, clinic, { language: 'fi', phoneKind: 'none', ...NO_PHONE }),
    language_blank: await aPatient(ctx, clinic, { language: 'ru', phoneKind: 'none', ...NO_PHONE }),
    no_number: await aPatient(ctx, clinic, { phoneKind: 'none', ...NO_PHONE }),
    landline: await aPatient(ctx, clinic, landline),
    invalid_number: await aPatient(ctx, clinic, { phoneKind: 'invalid', ...NO_PHONE, phoneTyped: '12' }),
    no_price: await aPatient(ctx, clinic, abroad),
    opted_out: await aPatient(ctx, clinic),
    no_consent: await aPatient(ctx, clinic),
    same_number: await aPatient(ctx, clinic, shared),
  }
  for (const name of ['gets_it', 'same_number']) await consent(ctx, patients[name]?.id ?? '')
  await consent(ctx, patients.no_consent?.id ?? '', 'email')
  await db()
    .insert(optOuts)
    .values({
      ...{ chainId: ctx.chainId, channel: 'sms', purpose: 'marketing', source: 'link' },
      address: patients.opted_out?.phone ?? '',
    })
  const sender = await aStaff(ctx, 'clinic_manager', [clinic.id])
  const audience = { clinicIds: [clinic.id, elsewhere.id] }
  const { campaignId } = await aDraft(sender, { audience, senderClinicIds: [clinic.id] })
  return { ctx, sender, campaignId, patients }
}

test('every patient of the audience has one reason, the first that holds, wherever one asks', async () => {
  const { ctx, sender, campaignId, patients } = await oneOfEach()
  const reasons = Object.keys(patients).filter((name): name is LeftOutReason => name !== 'gets_it')

  const preview = await previewCampaign(sender, { campaignId })
  expect(preview).toMatchObject({ people: 12, willGet: 1 })
  expect(preview.leftOut).toEqual(
    LEFT_OUT_REASONS.filter((reason) => reasons.includes(reason)).map((reason) => ({ reason, people: 1 })),
  )

  const expected = Object.fromEntries(reasons.map((reason) => [patients[reason]?.id, reason]))
  expect(await reasonsListed(ctx, campaignId)).toEqual(expected)
  for (const reason of reasons) {
    const patientId = patients[reason]?.id ?? ''
    expect(await whyPatient(ctx, { campaignId, patientId })).toEqual({ outcome: 'left_out', reason })
    const listed = await listLeftOut(ctx, { campaignId, reason })
    expect(listed.map((row) => row.patientId)).toEqual([patientId])
  }
  const lucky = { campaignId, patientId: patients.gets_it?.id ?? '' }
  expect(await whyPatient(ctx, lucky)).toMatchObject({
    outcome: 'gets_it',
    language: 'et',
    text: expect.stringMatching(/^Tere, Mari!/),
  })

  // The same after it was sent, from what was written down.
  await sendCampaign(sender, await agreeing(sender, campaignId))
  await materialiseCampaign(ctx, { campaignId })
  expect(await reasonsListed(ctx, campaignId)).toEqual(expected)
  expect(await whyPatient(ctx, lucky)).toMatchObject({ outcome: 'written_down', status: 'planned', language: 'et' })
  expect(await whyPatient(ctx, { campaignId, patientId: patients.landline?.id ?? '' })).toEqual({
    outcome: 'left_out',
    reason: 'landline',
  })
}, 60_000)

test('staff of a clinic see no names of another clinic among those left out', async () => {
  const { sender, campaignId, patients } = await oneOfEach()
  const listed = await listLeftOut(sender, { campaignId, reason: 'outside_clinics' })
  expect(listed).toEqual([])
  await expect(whyPatient(sender, { campaignId, patientId: patients.outside_clinics?.id ?? '' })).rejects.toMatchObject(
    {
      code: 'not_found',
    },
  )
})

test('who got bulk mail lately is left out for the days that the filter says, a reminder does not count', async () => {
  const ctx = await aChain({ now: NOON, euros: 100 })
  const patient = await aPatient(ctx, await aClinic(ctx))
  const first = await aDraft(ctx, { purpose: 'notice' })
  await sendCampaign(ctx, await agreeing(ctx, first.campaignId))
  await materialiseCampaign(ctx, first)

  const { campaignId } = await aDraft(ctx, { purpose: 'notice', audience: { notMessagedDays: 30 } })
  const now = new Date()
  const why = (at: Date) => whyPatient({ ...ctx, now: at }, { campaignId, patientId: patient.id })
  expect(await why(now)).toEqual({ outcome: 'left_out', reason: 'messaged_recently' })
  await db().$client`update campaigns set finished_at = now() where id = ${first.campaignId}`
  await db()
    .$client`update deliveries set planned_at = now() - interval '31 days' where campaign_id = ${first.campaignId}`
  expect(await why(now)).toMatchObject({ outcome: 'gets_it' })
})

test('who was only sent a trial was never messaged', async () => {
  const ctx = await aChain({ now: NOON, euros: 100, activatedAt: null })
  const patient = await aPatient(ctx, await aClinic(ctx))
  const first = await aDraft(ctx, { purpose: 'notice' })
  await sendCampaign(ctx, await agreeing(ctx, first.campaignId))
  await materialiseCampaign(ctx, first)

  const { campaignId } = await aDraft(ctx, { purpose: 'notice', audience: { notMessagedDays: 30 } })
  const why = await whyPatient({ ...ctx, now: new Date() }, { campaignId, patientId: patient.id })
  expect(why).toMatchObject({ outcome: 'gets_it' })
})

test('a list is paged without gaps or doubles', async () => {
  const ctx = await aChain({ now: NOON })
  const clinic = await aClinic(ctx)
  for (let count = 0; count < 7; count += 1) await aPatient(ctx, clinic, { deceased: true })
  const { campaignId } = await aDraft(ctx)
  const seen: string[] = []
  for (let after: string | undefined; seen.length < 7; after = seen.at(-1)) {
    const page = await listLeftOut(ctx, { campaignId, reason: 'deceased', after, limit: 3 })
    expect(page.length).toBe(Math.min(4, 7 - seen.length))
    seen.push(...page.slice(0, 3).map(({ patientId }) => patientId))
  }
  expect(new Set(seen).size).toBe(7)
})

test('a text that would come out empty is none, and a draft that was changed since its preview says so', async () => {
  const ctx = await aChain({ now: NOON, euros: 100 })
  const patient = await aPatient(ctx, await aClinic(ctx), { firstName: '' })
  const { campaignId } = await aDraft(ctx, { purpose: 'notice', body: '{first_name}' })
  const why = () => whyPatient(ctx, { campaignId, patientId: patient.id })
  expect(await why()).toEqual({ outcome: 'left_out', reason: 'language_blank' })

  await previewCampaign(ctx, { campaignId })
  expect(await why()).toEqual({ outcome: 'left_out', reason: 'language_blank' })
  await db().$client`update campaigns set updated_at = now() + interval '1 second' where id = ${campaignId}`
  expect(await why()).toEqual({ outcome: 'left_out', reason: 'language_blank', draftChanged: true })
})

test('a text that was written down says where it stands: why it waits, why it was held back, how it failed', async () => {
  const ctx = await aChain({ now: NOON, euros: 100 })
  const patient = await aPatient(ctx, await aClinic(ctx))
  const draft = await aDraft(ctx, { purpose: 'notice', outsideHours: true })
  await sendCampaign(ctx, await agreeing(ctx, draft.campaignId))
  await materialiseCampaign(ctx, draft)
  const why = () => whyPatient({ ...ctx, now: new Date() }, { ...draft, patientId: patient.id })
  expect(await why()).toMatchObject({ outcome: 'written_down', status: 'planned', waitsFor: 'turn' })

  await pauseCampaign(ctx, draft)
  expect(await why()).toMatchObject({ status: 'planned', waitsFor: 'staff' })
  await db()
    .$client`update deliveries set status = 'suppressed', reason = 'opted_out', final_at = now() where campaign_id = ${draft.campaignId}`
  expect(await why()).toMatchObject({ status: 'suppressed', reason: 'opted_out', waitsFor: null })

  await db().$client`
    with d as (
      update deliveries set status = 'undelivered', reason = null where campaign_id = ${draft.campaignId} returning chain_id, month, id
    ), f as (
      insert into delivery_refs (provider, ref, chain_id, month, delivery_id) select 'sandbox', 'why', * from d
    )
    insert into receipts (provider, ref, status, detail) values ('sandbox', 'why', 'undelivered', 'absent subscriber')`
  expect(await why()).toMatchObject({ status: 'undelivered', reason: 'absent subscriber' })
})

async function reasonsListed(ctx: Ctx, campaignId: string) {
  const rows = await listLeftOut(ctx, { campaignId })
  return Object.fromEntries(rows.map(({ patientId, reason }) => [patientId, reason]))
}
