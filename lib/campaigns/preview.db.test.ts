import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'

import { db } from '#db/client.ts'
import { compositions } from '#db/schema/campaigns.ts'
import type { patients } from '#db/schema/patients.ts'
import { consents, optOuts } from '#db/schema/patients.ts'
import { countAudience } from '#lib/campaigns/count-audience.ts'
import { createCampaign } from '#lib/campaigns/create.ts'
import { CountAudienceInput, CreateCampaignInput } from '#lib/campaigns/inputs.ts'
import { materialiseCampaign } from '#lib/campaigns/materialise.ts'
import { previewCampaign } from '#lib/campaigns/preview.ts'
import type { CampaignPreview } from '#lib/campaigns/preview-figures.ts'
import { sendCampaign } from '#lib/campaigns/send.ts'
import type { DeliveryText } from '#lib/core/delivery-text.ts'
import { deliveryTextOf, placeholdersOf } from '#lib/core/delivery-text.ts'
import type { LeftOutReason } from '#lib/core/left-out-reason.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aDraft } from '#tests/campaigns.ts'
import { aChain, aClinic, aPatient, aStaff, testDatabase } from '#tests/database.ts'
import { MESSY_FIRST_NAMES, messyPatients } from '#tests/messy-patients.ts'

testDatabase()

const PATIENTS = 2_000
const NOON = new Date('2026-12-02T10:00:00Z')
const PUBLIC_URL = 'http://localhost:3000'

const BODIES: Record<string, { subject: string; body: string }> = {
  et: {
    subject: 'Tere, {first_name}',
    body: 'Tere, {first_name}! Ootame Teid hammaste kontrolli: {clinic_name}, {clinic_phone}. Aeg on broneeritav kuni 30.12 ja hind ei muutu; räägime kõigest kohapeal. {last_name}',
  },
  ru: { subject: 'Осмотр', body: '{first_name} {last_name}, ждём вас в {clinic_name}. Звоните: {clinic_phone}' },
  en: {
    subject: 'Hello',
    body: 'Dear {first_name} {last_name}, see you at {clinic_name} [{chain_name}] for 10€. '.repeat(2).trim(),
  },
}
const PRICES: Record<string, number> = { EE: 45_000, LV: 52_000, FI: 68_000, RU: 195_000 }

type Fixture = { ctx: Ctx; clinics: { id: string; name: string; phone: string | null }[]; people: Person[] }
type Person = typeof patients.$inferSelect

let fixture: Fixture

beforeAll(async () => {
  const ctx = await aChain({ now: NOON, euros: 100_000 })
  const clinics = [
    await aClinic(ctx, { name: 'Kesklinn', phone: '+3726123456' }),
    await aClinic(ctx, { name: 'Õismäe kliinik', phone: null }),
    await aClinic(ctx, { name: 'Поликлиника', phone: '612 3456' }),
  ]
  fixture = { ctx, clinics, people: await messyPatients(ctx, clinics, PATIENTS) }
}, 120_000)

describe.each([
  ['an offer by SMS', 'offer', 'sms', null],
  ['a notice by SMS, with English for unknown languages', 'notice', 'sms', 'en'],
  ['an offer by e-mail', 'offer', 'email', 'ru'],
] as const)('%s', (_name, purpose, channel, noLanguageAs) => {
  test('is previewed exactly as rendering every single text would have it, and is written down so', async () => {
    const { ctx } = fixture
    const { campaignId } = await createCampaign(ctx, CreateCampaignInput.parse({ name: 'Kontroll', purpose, channel }))
    await db().execute(sql`update campaigns set no_language_as = ${noLanguageAs} where id = ${campaignId}`)
    await db()
      .insert(compositions)
      .values(
        Object.entries(BODIES).map(([language, text]) => ({ chainId: ctx.chainId, campaignId, language, ...text })),
      )

    const expected = await renderEverybody(fixture, { purpose, channel, noLanguageAs })
    const preview = await previewCampaign(ctx, { campaignId })
    expect(summary(preview)).toEqual(expected.summary)
    // Every kind of name and language is among those who get it, or the figures would prove little.
    const names = new Set(fixture.people.filter(({ id }) => expected.texts.has(id)).map(({ firstName }) => firstName))
    expect(names.size).toBe(MESSY_FIRST_NAMES.length)
    expect(preview.languages.filter(({ willGet }) => willGet > 100).length).toBeGreaterThanOrEqual(3)
    expect(preview.problems).toEqual([])
    for (const sample of preview.samples) {
      expect(expected.texts.get(sample.patientId)).toMatchObject({ text: sample.text, segments: sample.segments })
      // What is underlined in it is all that was merged in, the clinic's number too.
      const phone = fixture.clinics.find(({ name }) => name === sample.clinicName)?.phone
      if (sample.text.includes(`${phone}`)) expect(sample.values).toContain(phone)
    }

    await sendCampaign(ctx, {
      campaignId,
      sendKey: crypto.randomUUID(),
      fingerprint: preview.fingerprint,
      typedPeople: preview.willGet,
    })
    await materialiseCampaign(ctx, { campaignId }, { rangeSize: 700 })
    expect(await writtenDown(campaignId)).toEqual(expected.written)
    await restoreBalance(ctx)
  }, 120_000)
})

test('the live count agrees with the preview wherever texts do not matter', async () => {
  const { ctx } = fixture
  const input = CountAudienceInput.parse({ audience: {}, channel: 'sms', purpose: 'offer', noLanguageAs: null })
  const count = await countAudience(ctx, input)
  const { summary: expected } = await renderEverybody(fixture, { purpose: 'offer', channel: 'sms', noLanguageAs: null })
  expect(count.people).toBe(expected.people)
  expect(Object.fromEntries(count.leftOut.map(({ reason, people }) => [reason, people]))).toEqual(expected.leftOut)
  expect(count.languages.reduce((sum, { reachable }) => sum + reachable, 0)).toBe(expected.willGet)
})

/** What a campaign comes to when every text is rendered: the long way round, in JavaScript. */
async function renderEverybody(
  { ctx, clinics, people }: Fixture,
  {
    purpose,
    channel,
    noLanguageAs,
  }: { purpose: 'offer' | 'notice'; channel: 'sms' | 'email'; noLanguageAs: string | null },
) {
  const stops = purpose === 'offer' ? ['marketing', 'all'] : ['service', 'all']
  const refused = new Set(
    (await db().select().from(optOuts))
      .filter((one) => one.channel === channel && stops.includes(one.purpose) && !one.withdrawnAt)
      .map(({ address }) => address),
  )
  const consented = new Set(
    (await db().select().from(consents))
      .filter((one) => one.purpose === 'marketing' && ['any', channel].includes(one.channel) && !one.withdrawnAt)
      .map(({ patientId }) => patientId),
  )
  const renderers = new Map(
    Object.entries(BODIES).map(([language, text]) => {
      const wording = { channel, purpose, language, subject: channel === 'email' ? text.subject : '', body: text.body }
      return [language, { placeholders: placeholdersOf(wording), render: deliveryTextOf(wording, PUBLIC_URL) }]
    }),
  )
  const [chain] = await db().execute<{ name: string }>(sql`select name from chains where id = ${ctx.chainId}`)
  const reached = new Set<string>()
  const texts = new Map<string, DeliveryText & { segments: number }>()
  const leftOut: Partial<Record<LeftOutReason, number>> = {}
  const written: Record<string, string> = {}
  let segmentsSum = 0
  let costSum = 0

  for (const person of people.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const known = person.language !== null && person.language in BODIES
    const language = known ? person.language : noLanguageAs
    const address = channel === 'sms' ? person.phone : person.email
    const reason = reasonOf(person, address, language)
    if (reason) {
      leftOut[reason] = (leftOut[reason] ?? 0) + 1
      written[person.id] = reason
      continue
    }
    reached.add(address ?? '')
    const clinic = clinics.find(({ id }) => id === person.clinicId)
    const values: Record<string, string> = {
      first_name: person.firstName,
      last_name: person.lastName,
      clinic_name: clinic?.name ?? '',
      clinic_phone: clinic?.phone ?? '',
      chain_name: chain?.name ?? '',
    }
    const renderer = renderers.get(language ?? '')
    const text = renderer?.render([...renderer.placeholders.map((name) => values[name] ?? ''), 'a'.repeat(12)])
    if (!text) throw new Error('no text')
    const segments = channel === 'email' ? 0 : countSmsSegments(text.text).segments
    const cost = channel === 'email' ? 0 : segments * (PRICES[person.phoneCountry ?? ''] ?? Number.NaN)
    texts.set(person.id, { ...text, segments })
    written[person.id] = `${language} ${segments} ${cost}`
    segmentsSum += segments
    costSum += cost
  }
  const willGet = texts.size
  return {
    texts,
    written,
    summary: { people: people.length, willGet, segments: segmentsSum, costMicro: costSum, leftOut },
  }

  function reasonOf(person: Person, address: string | null, language: string | null): LeftOutReason | null {
    if (person.deceased) return 'deceased'
    if (language === null) return 'language_unknown'
    if (channel === 'sms' && person.phoneKind === 'none') return 'no_number'
    if (channel === 'sms' && person.phoneKind === 'landline') return 'landline'
    if (channel === 'sms' && person.phoneKind === 'invalid') return 'invalid_number'
    if (address === null) return 'no_address'
    if (channel === 'sms' && !(person.phoneCountry && PRICES[person.phoneCountry])) return 'no_price'
    if (refused.has(address)) return 'opted_out'
    if (purpose === 'offer' && !consented.has(person.id)) return 'no_consent'
    return reached.has(address) ? 'same_number' : null
  }
}

function summary({ people, willGet, segments, costMicro, leftOut, languages, countries }: CampaignPreview) {
  const total = (of: readonly { segments: number; costMicro: number }[], name: 'segments' | 'costMicro') =>
    of.reduce((sum, one) => sum + one[name], 0)
  for (const of of [languages, countries]) {
    expect(total(of, 'segments')).toBe(segments)
    expect(total(of, 'costMicro')).toBe(costMicro)
  }
  return {
    people,
    willGet,
    segments,
    costMicro,
    leftOut: Object.fromEntries(leftOut.map((one) => [one.reason, one.people])),
  }
}

/** Per patient either the reason or what was frozen; and what was frozen is what the very params render to. */
async function writtenDown(campaignId: string) {
  const rows = await db().execute<{
    patient_id: string
    language: string
    segments: number
    price_micro: number
    params: string[]
    channel: 'sms' | 'email'
    purpose: 'offer' | 'notice'
    subject: string
    body: string
  }>(sql`
    select d.patient_id, d.language, d.segments, d.price_micro, d.params, w.channel, w.purpose, w.subject, w.body
    from deliveries d join wordings w on w.id = d.wording_id where d.campaign_id = ${campaignId}`)
  for (const { params, segments, ...wording } of rows) {
    const { text } = deliveryTextOf(wording, PUBLIC_URL)(params)
    if (wording.channel === 'sms') expect(countSmsSegments(text).segments).toBe(segments)
  }
  const left = await db().execute<{ patient_id: string; reason: string }>(sql`
    select left_out.patient_id, left_out.reason
    from left_out_lists cross join lateral unnest(patient_ids, reasons) as left_out (patient_id, reason)
    where campaign_id = ${campaignId}`)
  return Object.fromEntries([
    ...rows.map((row) => [row.patient_id, `${row.language} ${row.segments} ${row.price_micro}`]),
    ...left.map((row) => [row.patient_id, row.reason]),
  ])
}

/** The next campaign of the file starts with the same money. */
async function restoreBalance(ctx: Ctx): Promise<void> {
  await db().execute(sql`
    update accounts set available_micro = available_micro + held_micro, held_micro = 0 where chain_id = ${ctx.chainId}`)
}

test('who does not see the chain’s money sees what a send costs, and nothing of the balance', async () => {
  const ctx = await aChain({ now: NOON, euros: 0 })
  await aPatient(ctx, await aClinic(ctx))
  const { campaignId } = await aDraft(ctx, { purpose: 'notice' })
  const manager = await previewCampaign(ctx, { campaignId })
  expect(manager.balance).toEqual({ availableMicro: 0, afterMicro: -45_000, missingMicro: 45_000, reserveMicro: 0 })
  expect(manager.problems).toMatchObject([{ code: 'insufficient_balance' }])

  const receptionist = await previewCampaign(await aStaff(ctx, 'receptionist'), { campaignId })
  expect(receptionist).toMatchObject({ balance: null, problems: [], costMicro: 45_000 })
})
