import { beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod'

import { db } from '#db/client.ts'
import { countAudience } from '#lib/campaigns/count-audience.ts'
import { CountAudienceInput } from '#lib/campaigns/inputs.ts'
import type { Audience } from '#lib/core/audience.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aChain, aClinic, anAppointment, aPatient, aStaff, testDatabase } from '#tests/database.ts'

testDatabase()

// 00:30 on 1 March 2027 in Tallinn, still 28 February in UTC.
const NOW = new Date('2027-02-28T22:30:00Z')
const EUR = 1_000_000

let ctx: Ctx
let manager: Ctx
let names: Map<string, string>
let centre: { id: string }
let lisbon: { id: string }

beforeAll(async () => {
  ctx = await aChain({ now: NOW })
  centre = await aClinic(ctx, { name: 'Kesklinn' })
  lisbon = await aClinic(ctx, { name: 'Lissabon', zone: 'Europe/Lisbon' })
  manager = await aStaff(ctx, 'clinic_manager', [lisbon.id])
  const leapling = await aPatient(ctx, centre, { firstName: 'leapling', birthDate: '2008-02-29', gender: 'female' })
  const adult = await aPatient(ctx, centre, {
    firstName: 'adult',
    birthDate: '2008-03-01',
    gender: 'male',
    country: 'FI',
  })
  const child = await aPatient(ctx, centre, {
    firstName: 'child',
    birthDate: '2008-03-02',
    gender: null,
    language: 'ru',
  })
  const unborn = await aPatient(ctx, lisbon, {
    firstName: 'undated',
    birthDate: null,
    gender: null,
    language: null,
    country: null,
  })
  names = new Map([leapling, adult, child, unborn].map(({ id, firstName }) => [firstName, id]))

  // 23:30 on 10 January in Lisbon is 11 January in Tallinn.
  await anAppointment(
    ctx,
    { id: leapling.id, clinicId: lisbon.id },
    { startsAt: new Date('2027-01-10T23:30:00Z'), status: 'completed' },
  )
  await anAppointment(
    ctx,
    { id: adult.id, clinicId: centre.id },
    { startsAt: new Date('2027-01-10T22:30:00Z'), status: 'arrived' },
  )
  await anAppointment(
    ctx,
    { id: child.id, clinicId: centre.id },
    { startsAt: new Date('2027-01-10T10:00:00Z'), status: 'no_show' },
  )
  await anAppointment(
    ctx,
    { id: child.id, clinicId: centre.id },
    { startsAt: new Date('2027-03-10T10:00:00Z'), status: 'out_of_reach' },
  )
  await anAppointment(
    ctx,
    { id: adult.id, clinicId: centre.id },
    { startsAt: new Date('2027-03-10T10:00:00Z'), status: 'cancelled' },
  )
  await owes(leapling.id, 100)
  await owes(adult.id, 100.01)
})

const count = (who: Ctx, audience: z.input<typeof Audience>, channel: 'sms' | 'email' = 'sms') =>
  countAudience(who, CountAudienceInput.parse({ audience, channel, purpose: 'notice', noLanguageAs: null }))

describe('the filter of an audience', () => {
  test.each([
    ['everybody', {}, ['leapling', 'adult', 'child', 'undated']],
    [
      '19 or more, on the clinic’s own calendar: a leapling’s birthday is today',
      { ageFrom: 19 },
      ['leapling', 'adult'],
    ],
    ['18 at most, and nobody whose age is not known', { ageTo: 18 }, ['child']],
    ['exactly 19', { ageFrom: 19, ageTo: 19 }, ['leapling', 'adult']],
    ['women, and nobody whose gender is not known', { gender: 'female' }, ['leapling']],
    ['residents of Finland', { countries: ['FI'] }, ['adult']],
    ['speakers of Russian', { languages: ['ru'] }, ['child']],
    ['speakers of Russian and of nothing known', { languages: ['ru', 'none'] }, ['child', 'undated']],
    ['a clinic', { clinicIds: () => [lisbon.id] }, ['undated']],
    ['who ever came: a no-show did not', { visit: { kind: 'had' } }, ['leapling', 'adult']],
    [
      'who came on 10 January where they came',
      { visit: { kind: 'had', from: '2027-01-10', to: '2027-01-10' } },
      ['leapling'],
    ],
    ['who came on 11 January', { visit: { kind: 'had', from: '2027-01-11', to: '2027-01-11' } }, ['adult']],
    [
      'who did not come since 11 January',
      { visit: { kind: 'had_none', from: '2027-01-11' } },
      ['leapling', 'child', 'undated'],
    ],
    [
      'without an appointment ahead: a cancelled one is none',
      { noFutureAppointment: true },
      ['leapling', 'adult', 'undated'],
    ],
    ['debtors', { debt: { kind: 'debtors' } }, ['leapling', 'adult']],
    ['who owes more than 100 €', { debt: { kind: 'debtors', overEuros: 100 } }, ['adult']],
    ['who owes nothing', { debt: { kind: 'non_debtors' } }, ['child', 'undated']],
    [
      'all of it together',
      { ageFrom: 19, gender: 'male', debt: { kind: 'debtors' }, noFutureAppointment: true },
      ['adult'],
    ],
  ])('finds %s', async (_whom, filter, expected) => {
    const clinicIds = 'clinicIds' in filter ? { clinicIds: filter.clinicIds() } : {}
    const audience = { ...filter, ...clinicIds } as z.input<typeof Audience>
    const found = await Promise.all(
      [...names].map(async ([name, id]) =>
        (await count(ctx, { ...audience, patientIds: [id] })).people > 0 ? [name] : [],
      ),
    )
    expect(found.flat()).toEqual(expected)
    expect((await count(ctx, audience)).people).toBe(expected.length)
  })

  test('finds only patients of the sender’s clinics where no clinic is named, and counts the others where one is', async () => {
    expect(await count(manager, {})).toMatchObject({ people: 1 })
    expect(await count(manager, { clinicIds: [centre.id, lisbon.id] })).toMatchObject({
      people: 4,
      leftOut: [
        { reason: 'outside_clinics', people: 3 },
        { reason: 'language_unknown', people: 1 },
      ],
    })
  })

  test('is counted by language, with those who could be reached', async () => {
    expect(await count(ctx, {})).toEqual({
      people: 4,
      languages: [
        { language: 'et', people: 2, reachable: 2 },
        { language: 'ru', people: 1, reachable: 1 },
        { language: null, people: 1, reachable: 0 },
      ],
      leftOut: [{ reason: 'language_unknown', people: 1 }],
    })
    // All were given one and the same address.
    expect((await count(ctx, {}, 'email')).languages.map(({ reachable }) => reachable)).toEqual([1, 0, 0])
  })
})

async function owes(patientId: string, euros: number): Promise<void> {
  await db().$client`update patients set balance_micro = ${-Math.round(euros * EUR)} where id = ${patientId}`
}
