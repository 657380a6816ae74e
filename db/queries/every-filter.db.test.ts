import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { listCampaignTexts } from '#db/queries/campaign-texts.ts'
import { countCampaigns, listCampaigns } from '#db/queries/campaigns.ts'
import { listDeliveries } from '#db/queries/deliveries.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

// Lists are kept statements, one a shape: each combination of filters is a statement of its own, and is asked here at least once.

testDatabase()

type Text = {
  id: string
  patientId: string
  kind: string
  channel: string
  language: string
  clinicId: string
  status: string
}

const STATUSES = ['delivered', 'accepted', 'undelivered', 'unknown'] as const
const RARE = ['undelivered', 'unknown']

/** A campaign in two clinics and two languages with a text of each status, and as many texts that belong to none. */
async function aHistory() {
  const ctx = await aChain()
  const chosen = await aClinic(ctx)
  const clinics = [chosen, await aClinic(ctx)]
  const month = `${new Date().toISOString().slice(0, 7)}-01`
  const campaignId = randomUUID()
  await db()
    .insert(campaigns)
    .values({ chainId: ctx.chainId, id: campaignId, name: 'Kevad', status: 'sending', audience: {}, month })
  const wordingOf = new Map<string, string>()
  for (const of of [campaignId, null]) {
    for (const language of ['et', 'ru']) {
      const [row] = await db().execute<{ id: string }>(sql`
        insert into wordings (chain_id, campaign_id, channel, purpose, language, subject, body)
        values (${ctx.chainId}, ${of}, 'sms', 'notice', ${language}, '', 'Tere, {first_name}') returning id`)
      wordingOf.set(`${of} ${language}`, row?.id ?? '')
    }
  }
  const texts: Text[] = []
  for (const of of [campaignId, null]) {
    for (const clinic of clinics) {
      for (const language of ['et', 'ru']) {
        for (const status of STATUSES) {
          const { id: patientId } = await aPatient(ctx, clinic)
          const kind = of ? 'bulk' : 'greeting'
          const [row] = await db().execute<{ id: string }>(sql`
            insert into deliveries (chain_id, month, kind, channel, campaign_id, patient_id, clinic_id, once_per, address, language, wording_id,
              params, segments, price_micro, planned_at, valid_until, status)
            values (${ctx.chainId}, ${month}, ${kind}, 'sms', ${of}, ${patientId}, ${clinic.id}, ${patientId}, '+37251234567', ${language},
              ${wordingOf.get(`${of} ${language}`)}, '{Mari}', 1, 45000, now(), now() + interval '1 day', ${status}) returning id`)
          const id = row?.id ?? ''
          if (RARE.includes(status)) {
            await db().execute(sql`
              insert into delivery_issues (chain_id, status, delivery_id, month, campaign_id, at)
              values (${ctx.chainId}, ${status}, ${id}, ${month}, ${of}, now())`)
          }
          texts.push({ id, patientId, kind, channel: 'sms', language, clinicId: clinic.id, status })
        }
      }
    }
  }
  return { ctx, clinicId: chosen.id, campaignId, month, texts }
}

type Choices = Record<string, readonly unknown[]>
type Choice<C extends Choices> = { [name in keyof C]: C[name][number] }

function everyCombination<C extends Choices>(choices: C): Choice<C>[] {
  return Object.entries(choices).reduce<Record<string, unknown>[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Choice<C>[]
}

const scopeOf = (ctx: Ctx, clinicIds: ClinicScope['clinicIds']): Ctx => ({ ...ctx, clinicIds })
const sorted = (ids: Iterable<string>, toward?: string) => {
  const up = [...ids].toSorted()
  return toward === 'older' || toward === 'before' ? up.toReversed() : up
}

test('history is narrowed by every combination of its filters, from the beginning and from a row on', async () => {
  const { ctx, clinicId, month, texts } = await aHistory()
  const middle = sorted(texts.map(({ id }) => id))[texts.length / 2] ?? ''
  const asked = everyCombination({
    status: [undefined, 'delivered', 'undelivered'],
    kind: [undefined, 'bulk'],
    channel: [undefined, 'sms'],
    clinicId: [undefined, clinicId],
    language: [undefined, 'ru'],
    toward: [undefined, 'older', 'newer'],
    own: [false, true],
  } as const)
  for (const { toward, own, ...filter } of asked) {
    const scope = scopeOf(ctx, own ? [clinicId] : 'all')
    const cursor = toward && { toward, month, id: middle }
    const rows = await inChain(scope, (tx) => listDeliveries(tx, scope, filter, { cursor, limit: 100 }))
    const expected = texts.filter(
      (text) =>
        Object.entries(filter).every(([name, value]) => value === undefined || text[name as keyof Text] === value) &&
        (!own || text.clinicId === clinicId) &&
        (!toward || (toward === 'older' ? text.id < middle : text.id > middle)),
    )
    const order = toward === 'newer' ? 'newer' : 'older'
    expect([{ ...filter, toward, own }, ...rows.map(({ id }) => id)]).toEqual([
      { ...filter, toward, own },
      ...sorted(
        expected.map(({ id }) => id),
        order,
      ),
    ])
  }
})

test('the texts of a campaign are narrowed by every combination of its filters, from the beginning and from a row on', async () => {
  const { ctx, clinicId, campaignId, month, texts } = await aHistory()
  const sent = texts.filter(({ kind }) => kind === 'bulk')
  const asked = everyCombination({
    statuses: [undefined, ['delivered', 'accepted'], ['undelivered'], ['undelivered', 'unknown']],
    language: [undefined, 'ru'],
    clinicId: [undefined, clinicId],
    toward: [undefined, 'after', 'before'],
    own: [false, true],
  } as const)
  for (const { toward, own, ...filter } of asked) {
    const scope = scopeOf(ctx, own ? [clinicId] : 'all')
    // Rare ones are walked by the text, all others by the patient.
    const key = filter.statuses?.every((status) => RARE.includes(status)) ? 'id' : 'patientId'
    const middle = sorted(sent.map((text) => text[key]))[sent.length / 2] ?? ''
    const cursor = toward && { toward, id: middle, attempt: 1 }
    const rows = await inChain(scope, (tx) =>
      listCampaignTexts(tx, scope, { id: campaignId, month }, filter, { cursor, limit: 100 }),
    )
    const expected = sent.filter(
      (text) =>
        (!filter.statuses || (filter.statuses as readonly string[]).includes(text.status)) &&
        (!filter.language || text.language === filter.language) &&
        (!filter.clinicId || text.clinicId === filter.clinicId) &&
        (!own || text.clinicId === clinicId) &&
        (!toward || (toward === 'before' ? text[key] < middle : text[key] > middle)),
    )
    expect([{ ...filter, toward, own }, ...rows.map((row) => row[key])]).toEqual([
      { ...filter, toward, own },
      ...sorted(
        expected.map((text) => text[key]),
        toward,
      ),
    ])
  }
})

test('campaigns are narrowed by every combination of their filters, from the beginning and from a row on', async () => {
  const ctx = await aChain()
  const [own, other] = [await aClinic(ctx), await aClinic(ctx)]
  const kept = everyCombination({
    kind: ['bulk', 'private'],
    purpose: ['offer', 'notice'],
    channel: ['sms', 'email'],
    status: ['draft', 'sent'],
    name: ['Kevad', 'Sügis'],
    archivedAt: [null, new Date()],
    senderClinicIds: [null, [own.id], [other.id]],
  } as const).map((campaign) => ({ id: randomUUID(), chainId: ctx.chainId, audience: {}, ...campaign }))
  await db()
    .insert(campaigns)
    .values(kept.map((campaign) => ({ ...campaign, senderClinicIds: campaign.senderClinicIds?.slice() ?? null })))
  const middle = sorted(kept.map(({ id }) => id))[kept.length / 2] ?? ''
  const mayBeSeen = (senders: readonly string[] | null) => !senders || senders.includes(own.id)

  const asked = everyCombination({
    archived: [false, true],
    statuses: [undefined, ['sent']],
    kind: ['bulk', 'private'],
    purpose: [undefined, 'offer'],
    channel: [undefined, 'email'],
    search: [undefined, 'KEV'],
    toward: [undefined, 'older', 'newer'],
    clinics: ['all', 'own'],
  } as const)
  for (const { toward, clinics, statuses, ...filter } of asked) {
    const scope = scopeOf(ctx, clinics === 'all' ? 'all' : [own.id])
    const cursor = toward && (toward === 'older' ? { before: middle } : { after: middle })
    const rows = await inChain(scope, (tx) =>
      listCampaigns(tx, scope, { ...filter, statuses: statuses?.slice() }, { cursor, limit: 1_000 }),
    )
    const expected = kept.filter(
      (campaign) =>
        (campaign.archivedAt !== null) === filter.archived &&
        (!statuses || (statuses as readonly string[]).includes(campaign.status)) &&
        campaign.kind === filter.kind &&
        (!filter.purpose || campaign.purpose === filter.purpose) &&
        (!filter.channel || campaign.channel === filter.channel) &&
        (!filter.search || campaign.name === 'Kevad') &&
        (clinics === 'all' || mayBeSeen(campaign.senderClinicIds)) &&
        (!toward || (toward === 'older' ? campaign.id < middle : campaign.id > middle)),
    )
    expect(rows.map(({ id }) => id)).toEqual(
      sorted(
        expected.map(({ id }) => id),
        toward === 'newer' ? 'newer' : 'older',
      ),
    )
  }

  const counted = await inChain(ctx, (tx) => countCampaigns(tx, ctx))
  expect(counted.reduce((sum, count) => sum + count.campaigns, 0)).toBe(kept.length / 2)
  const mine = scopeOf(ctx, [own.id])
  const visible = await inChain(mine, (tx) => countCampaigns(tx, mine))
  expect(visible.reduce((sum, count) => sum + count.campaigns, 0)).toBe(kept.length / 3)
})
