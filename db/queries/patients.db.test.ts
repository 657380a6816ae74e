import { expect, test } from 'vitest'

import type { PatientFilter } from '#db/queries/patients.ts'
import { findPatient, listPatients, listSharingPatients } from '#db/queries/patients.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'

testDatabase()

async function aFamily() {
  const ctx = await aChain()
  const tartu = await aClinic(ctx, { name: 'Tartu' })
  const narva = await aClinic(ctx, { name: 'Narva' })
  const phone = { phone: '+37255512345', phoneKind: 'mobile', phoneCountry: 'EE' } as const
  const mari = await aPatient(ctx, tartu, { firstName: 'Mari', lastName: 'Õunapuu', code: 'P0001', ...phone })
  const juri = await aPatient(ctx, narva, {
    firstName: 'Jüri',
    lastName: 'Õunapuu',
    code: 'P0002',
    balanceMicro: -5_000_000,
    ...phone,
  })
  const maria = await aPatient(ctx, tartu, { firstName: 'Мария', lastName: 'Иванова', code: 'P0003', language: null })
  return { ctx, tartu, narva, mari, juri, maria }
}

const codes = (ctx: Ctx, filter: PatientFilter) =>
  inChain(ctx, (tx) => listPatients(tx, ctx, filter)).then((rows) => rows.map((row) => row.code).toSorted())

test('a receptionist finds people by the beginning of either name, a code or a number, however it is typed', async () => {
  const { ctx } = await aFamily()

  expect(await codes(ctx, { search: 'õuna' })).toEqual(['P0001', 'P0002'])
  expect(await codes(ctx, { search: 'MARI' })).toEqual(['P0001'])
  expect(await codes(ctx, { search: 'мари' })).toEqual(['P0003'])
  expect(await codes(ctx, { search: 'p0002' })).toEqual(['P0002'])
  expect(await codes(ctx, { search: '5551 2345' })).toEqual(['P0001', 'P0002'])
  expect(await codes(ctx, { search: '00372 555' })).toEqual(['P0001', 'P0002'])
  expect(await codes(ctx, { search: "x' or 1=1 --" })).toEqual([])
  expect(await codes(ctx, { search: '%' })).toEqual([])
})

test('filters narrow together', async () => {
  const { ctx, tartu } = await aFamily()

  expect(await codes(ctx, { clinicId: tartu.id })).toEqual(['P0001', 'P0003'])
  expect(await codes(ctx, { clinicId: tartu.id, language: 'none' })).toEqual(['P0003'])
  expect(await codes(ctx, { debtors: true })).toEqual(['P0002'])
})

test('a receptionist of Tartu neither lists nor opens a patient of Narva', async () => {
  const { ctx, tartu, juri, mari } = await aFamily()
  const inTartu: Ctx = { ...ctx, role: 'receptionist', clinicIds: [tartu.id] }

  expect(await codes(inTartu, {})).toEqual(['P0001', 'P0003'])
  expect(await inChain(inTartu, (tx) => findPatient(tx, inTartu, juri.id))).toBeNull()
  expect(await inChain(inTartu, (tx) => findPatient(tx, inTartu, mari.id))).toMatchObject({ code: 'P0001' })
})

test('a number names everybody it reaches, to staff of one clinic only those of their own', async () => {
  const { ctx, mari, tartu } = await aFamily()
  const sharing = await inChain(ctx, (tx) => listSharingPatients(tx, ctx, mari))
  expect(sharing.filter(({ by }) => by === 'phone').map(({ firstName }) => firstName)).toEqual(['Jüri'])

  const inTartu: Ctx = { ...ctx, role: 'receptionist', clinicIds: [tartu.id] }
  const sharingInTartu = await inChain(inTartu, (tx) => listSharingPatients(tx, inTartu, mari))
  expect(sharingInTartu.map(({ firstName }) => firstName)).not.toContain('Jüri')
})

test('pages follow each other in both directions without a row lost or doubled', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  for (const index of [1, 2, 3, 4, 5]) {
    await aPatient(ctx, clinic, { lastName: index < 4 ? 'Tamm' : 'Uus', firstName: 'Anu', code: `P${index}` })
  }
  const page = (cursor?: { after: string } | { before: string }) =>
    inChain(ctx, (tx) => listPatients(tx, ctx, {}, { cursor, limit: 2 }))

  const first = await page()
  expect(first).toHaveLength(3)
  const second = await page({ after: first[1]?.id ?? '' })
  const third = await page({ after: second[1]?.id ?? '' })
  const forth = [...first.slice(0, 2), ...second.slice(0, 2), ...third].map((row) => row.code)
  expect(new Set(forth)).toEqual(new Set(['P1', 'P2', 'P3', 'P4', 'P5']))
  expect(forth).toHaveLength(5)

  const back = await page({ before: second[0]?.id ?? '' })
  expect(back.map((row) => row.code).toReversed()).toEqual(first.slice(0, 2).map((row) => row.code))
})

test('a search finds whoever it begins in more than one way once, and its pages follow each other', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  const people = [
    { firstName: 'Kaur', lastName: 'Kaur', code: 'KAUR1' },
    { firstName: 'Kaur', lastName: 'Aas', code: 'P2' },
    { firstName: 'Anu', lastName: 'Kaurov', code: 'P3' },
    { firstName: 'Uku', lastName: 'Zirk', code: 'KAUR4' },
    { firstName: 'Uku', lastName: 'Aas', code: 'P5' },
  ]
  for (const person of people) await aPatient(ctx, clinic, person)
  const page = (cursor?: { after: string } | { before: string }) =>
    inChain(ctx, (tx) => listPatients(tx, ctx, { search: 'kaur' }, { cursor, limit: 2 }))

  const first = await page()
  expect(first.map(({ code }) => code)).toEqual(['P2', 'KAUR1', 'P3'])
  const rest = await page({ after: first[1]?.id ?? '' })
  expect(rest.map(({ code }) => code)).toEqual(['P3', 'KAUR4'])
  const back = await page({ before: rest[0]?.id ?? '' })
  expect(back.map(({ code }) => code)).toEqual(['KAUR1', 'P2'])
})
