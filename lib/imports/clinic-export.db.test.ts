import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { fileOfText, fileOnDisk } from '#lib/imports/file.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

// The clinic export that the customer gave, with the figures an import of it must come to.

testDatabase()

const FOLDER = 'db/seed/demo'
const EXPORT = [fileOnDisk(`${FOLDER}/patients.csv`), fileOnDisk(`${FOLDER}/appointments.csv`)]
const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'))
const asOf: string = expected.base_date

async function aChainWithItsClinics(): Promise<Ctx> {
  const ctx = await aChain()
  for (const name of Object.keys(expected.patients.by_clinic)) await aClinic(ctx, { name })
  return ctx
}

/** All that an import may write, as one text: two states that are alike are the same state. */
async function stateOf({ chainId }: Ctx): Promise<unknown> {
  const [row] = await db().execute(sql`
    select
      (select md5(string_agg(p::text, '|' order by code)) from patients p where chain_id = ${chainId}) as patients,
      (select md5(string_agg(a::text, '|' order by code)) from appointments a where chain_id = ${chainId}) as appointments,
      (select md5(string_agg(c::text, '|' order by id)) from consents c where chain_id = ${chainId}) as consents`)
  return row
}

async function refusalsOf({ chainId }: Ctx, importId = ''): Promise<unknown[]> {
  const reasons = await db().execute(sql`
    select reasons[1] as reason, count(*)::int as rows from import_refusals
    where chain_id = ${chainId} and import_id = ${importId} group by 1 order by 1`)
  return [...reasons]
}

/** Rows that were read and are still to be written. */
async function rowsInHand({ chainId }: Ctx): Promise<unknown> {
  const [left] = await db().execute(sql`
    select (select count(*)::int from import_patients where chain_id = ${chainId}) as patients,
      (select count(*)::int from import_appointments where chain_id = ${chainId}) as appointments`)
  return left
}

describe('the clinic export', () => {
  test('comes to exactly the figures that are expected, says of each refused row why, leaves nothing else behind, and comes to the same when it is imported again', async () => {
    const ctx = await aChainWithItsClinics()
    const [patients, appointments] = await importFiles(ctx, EXPORT, { asOf })
    expect(patients?.figures).toEqual(expected.patients)
    expect(appointments?.figures).toEqual(expected.appointments)
    expect(patients).toMatchObject({ rowsNew: 6000, rowsChanged: 0, rowsUnchanged: 0 })
    expect(appointments).toMatchObject({ rowsNew: 7447, rowsChanged: 0, rowsUnchanged: 0 })
    expect(await refusalsOf(ctx, patients?.id)).toEqual([
      { reason: 'birth_date_wrong', rows: 5 },
      { reason: 'clinic_unknown', rows: 7 },
      { reason: 'name_missing', rows: 10 },
      { reason: 'row_incomplete', rows: 8 },
    ])
    expect(await rowsInHand(ctx)).toEqual({ patients: 0, appointments: 0 })
    const before = await stateOf(ctx)

    const [again, appointmentsAgain] = await importFiles(ctx, EXPORT, { asOf })
    expect(again?.figures).toEqual(expected.patients)
    expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 6000 })
    expect(appointmentsAgain).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 7447 })
    expect(await stateOf(ctx)).toEqual(before)
  })

  test('is only looked at in a dry run, with the same figures', async () => {
    const ctx = await aChainWithItsClinics()
    const before = await stateOf(ctx)
    const [patients, appointments] = await importFiles(ctx, EXPORT.toReversed(), { asOf, dryRun: true })
    expect(patients?.figures).toEqual(expected.patients)
    expect(appointments?.figures).toEqual(expected.appointments)
    expect(patients).toMatchObject({ status: 'checked', rowsNew: 6000, rowsChanged: 0 })
    expect(await stateOf(ctx)).toEqual(before)
  })
})

describe('a run that was interrupted', () => {
  class Killed extends Error {}
  const killAfter = (ranges: number) => {
    let seen = 0
    return () => {
      seen += 1
      if (seen >= ranges) throw new Killed()
    }
  }

  // Two ranges of reading and two of writing: killed after each, it must go on from there.
  test.each([1, 2, 3, 4])(
    'goes on where it was (killed after range %i), and nothing is counted twice',
    async (ranges) => {
      const ctx = await aChainWithItsClinics()
      const files = [fileOnDisk(`${FOLDER}/patients.csv`)]
      await expect(importFiles(ctx, files, { asOf, onProgress: killAfter(ranges) })).rejects.toThrow(Killed)

      const [done] = await importFiles(ctx, files, { asOf })
      expect(done).toMatchObject({ isResumed: true, status: 'done', rowsNew: 6000, rowsChanged: 0, rowsUnchanged: 0 })
      expect(done?.figures).toEqual(expected.patients)
    },
  )

  test('reads the file again when the database has lost what was read', async () => {
    const ctx = await aChainWithItsClinics()
    const files = [fileOnDisk(`${FOLDER}/patients.csv`)]
    await expect(importFiles(ctx, files, { asOf, onProgress: killAfter(3) })).rejects.toThrow(Killed)
    await db().execute(sql`delete from import_patients where chain_id = ${ctx.chainId}`)

    const [done] = await importFiles(ctx, files, { asOf })
    expect(done?.figures).toEqual(expected.patients)
    expect(done).toMatchObject({ status: 'done', rowsNew: 6000, rowsUnchanged: 0 })
  })
})

test('a sum in a column of debts is owed, and one below nothing was paid ahead', async () => {
  const ctx = await aChainWithItsClinics()
  const rows = ['A;12,50', 'B;-3', 'C;0', 'D;'].map((row) => `${row};Mari;Maasikas;Tartu kliinik`)
  await importFiles(ctx, [fileOfText('võlad.csv', ['Kood;Võlg;Eesnimi;Perenimi;Kliinik', ...rows].join('\n'))], {
    asOf,
  })
  const balances = await db().execute(sql`
    select code, balance_micro::int as micro from patients where chain_id = ${ctx.chainId} order by code`)
  expect(balances.map(({ code, micro }) => [code, micro])).toEqual([
    ['A', -12_500_000],
    ['B', 3_000_000],
    ['C', 0],
    ['D', 0],
  ])
})

describe('what a later file says', () => {
  const HEADER = 'Kood;Eesnimi;Perenimi;Telefon;Kliinik;Turundusnõusolek'
  const importText = async (ctx: Ctx, text: string) => {
    const [done] = await importFiles(ctx, [fileOfText('export.csv', text)], { asOf })
    return done
  }
  const consentsOf = async ({ chainId }: Ctx) => {
    const rows = await db().execute(sql`
      select source, wording, withdrawn_source as "withdrawnSource" from consents where chain_id = ${chainId} order by id`)
    return [...rows]
  }

  test('a no takes back the consent that an import gave, and a yes gives it again', async () => {
    const ctx = await aChainWithItsClinics()
    const say = (word: string) => importText(ctx, `${HEADER}\nP1;Mari;Maasikas;53098418;Tartu kliinik;${word}`)
    await say('jah')
    expect(await consentsOf(ctx)).toEqual([
      { source: 'import', wording: 'Turundusnõusolek: jah', withdrawnSource: null },
    ])
    expect(await say('ei')).toMatchObject({ rowsNew: 0, rowsChanged: 1 })
    expect(await consentsOf(ctx)).toMatchObject([{ withdrawnSource: 'import' }])
    await say('')
    expect(await consentsOf(ctx)).toHaveLength(1)
    await say('Да')
    expect(await consentsOf(ctx)).toMatchObject([{ withdrawnSource: 'import' }, { withdrawnSource: null }])
  })

  test('a yes of an old file does not undo the no that the patient has said since', async () => {
    const ctx = await aChainWithItsClinics()
    const text = `${HEADER}\nP1;Mari;Maasikas;53098418;Tartu kliinik;jah`
    await importText(ctx, text)
    await db().execute(sql`
      update consents set withdrawn_at = now(), withdrawn_source = 'patient' where chain_id = ${ctx.chainId}`)
    expect(await importText(ctx, text)).toMatchObject({ rowsUnchanged: 1, rowsChanged: 0 })
    expect(await consentsOf(ctx)).toMatchObject([{ withdrawnSource: 'patient' }])
  })

  test('a no does not touch a consent that the patient gave at the desk', async () => {
    const ctx = await aChainWithItsClinics()
    await importText(ctx, `${HEADER}\nP1;Mari;Maasikas;53098418;Tartu kliinik;`)
    await db().execute(sql`
      insert into consents (chain_id, patient_id, purpose, channel, source)
      select chain_id, id, 'marketing', 'any', 'staff' from patients where chain_id = ${ctx.chainId}`)
    await importText(ctx, `${HEADER}\nP1;Mari;Maasikas;53098418;Tartu kliinik;ei`)
    expect(await consentsOf(ctx)).toEqual([{ source: 'staff', wording: null, withdrawnSource: null }])
  })

  test('a column that the file does not have stays as it is', async () => {
    const ctx = await aChainWithItsClinics()
    await importText(ctx, `${HEADER}\nP1;Mari;Maasikas;53098418;Tartu kliinik;jah`)
    await importText(ctx, 'Kood;Eesnimi;Perenimi;Kliinik\nP1;Mari;Murakas;Tartu kliinik')
    const [patient] = await db().execute(sql`
      select last_name as "lastName", phone from patients where chain_id = ${ctx.chainId}`)
    expect(patient).toEqual({ lastName: 'Murakas', phone: '+37253098418' })
    expect(await consentsOf(ctx)).toMatchObject([{ withdrawnSource: null }])
  })
})

describe('appointments', () => {
  const HEADER = 'Visiidi kood;Patsiendi kood;Kliinik;Aeg;Kestus min;Arst;Staatus'
  const PEOPLE = 'Kood;Nimi;Kliinik\nP1;Mari Maasikas;Tartu kliinik\nP2;Jaan Tamm;Tartu kliinik'
  const versionAfter = async (ctx: Ctx, row: string) => {
    await importFiles(ctx, [fileOfText('visits.csv', `${HEADER}\n${row}`)], { asOf })
    const [visit] = await db().execute(sql`
      select version, status, starts_at::text as "startsAt" from appointments where chain_id = ${ctx.chainId}`)
    return visit
  }

  test('the version rises with time, clinic or patient, and with nothing else', async () => {
    const ctx = await aChainWithItsClinics()
    await importFiles(ctx, [fileOfText('people.csv', PEOPLE)], { asOf })
    const first = 'V1;P1;Tartu kliinik;24.11.2026 10:00;30;dr Saar;Broneeritud'
    expect(await versionAfter(ctx, first)).toMatchObject({ version: 1, startsAt: '2026-11-24 08:00:00+00' })
    expect(await versionAfter(ctx, first.replace('Broneeritud', 'Kinnitatud'))).toMatchObject({
      version: 1,
      status: 'confirmed',
    })
    expect(await versionAfter(ctx, first.replace('dr Saar', 'dr Põldmäe'))).toMatchObject({ version: 1 })
    expect(await versionAfter(ctx, first.replace('10:00', '10:15'))).toMatchObject({ version: 2 })
    expect(await versionAfter(ctx, first.replace('Tartu', 'Narva').replace('10:00', '10:15'))).toMatchObject({
      version: 3,
    })
    expect(await versionAfter(ctx, first.replace('P1', 'P2'))).toMatchObject({ version: 4 })
  })

  test('a time is that of the clinic’s own wall, on both sides of the change of clocks', async () => {
    const ctx = await aChain()
    await aClinic(ctx, { name: 'Tartu kliinik' })
    await aClinic(ctx, { name: 'Riia', zone: 'Europe/Lisbon' })
    await importFiles(ctx, [fileOfText('people.csv', PEOPLE)], { asOf })
    const rows = [
      'V1;P1;Tartu kliinik;24.10.2026 10:00;30;;',
      'V2;P1;Tartu kliinik;26.10.2026 10:00;30;;',
      'V3;P1;Riia;26.10.2026 10:00;30;;',
      'V4;P1;Riia;2026-10-26T10:00:00+02:00;30;;',
    ]
    await importFiles(ctx, [fileOfText('visits.csv', [HEADER, ...rows].join('\n'))], { asOf })
    const found = await db().execute<{ at: string }>(sql`
      select to_char(starts_at at time zone 'UTC', 'DD HH24:MI') as at from appointments where chain_id = ${ctx.chainId} order by code`)
    expect(found.map(({ at }) => at)).toEqual(['24 07:00', '26 08:00', '26 10:00', '26 08:00'])
  })
})
