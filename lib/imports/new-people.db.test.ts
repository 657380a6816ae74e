import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { refreshStatistics } from '#db/queries/imports-statistics.ts'
import { fileOfText } from '#lib/imports/file.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, aPatient, testDatabase } from '#tests/database.ts'
import { somebodyWaits } from '#tests/somebody-waits.ts'

testDatabase()

test('who was added at the desk while a file of new people is written is changed by it, and is not there twice', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx, { name: 'Tartu kliinik' })
  const rows = ['P1;Mari;Maasikas;jah', 'P2;Jaan;Tamm;jah', 'P3;Liis;Kask;ei']
  const file = fileOfText('people.csv', ['Kood;Eesnimi;Perenimi;Turundusnõusolek', ...rows].join('\n'))

  let importing: ReturnType<typeof importFiles> | undefined
  await db().transaction(async (desk) => {
    await desk.execute(sql`
      insert into patients (chain_id, code, first_name, last_name, clinic_id)
      values (${ctx.chainId}, 'P2', 'Juhan', 'Tamm', ${clinic.id})`)
    importing = importFiles(ctx, [file])
    await somebodyWaits()
  })
  const [done] = (await importing) ?? []

  expect(done).toMatchObject({ status: 'done', rowsNew: 2, rowsChanged: 1, rowsUnchanged: 0 })
  const people = await db().execute(sql`
    select p.code, p.first_name as name, count(c.id)::int as consents
    from patients p left join consents c on c.chain_id = p.chain_id and c.patient_id = p.id
    where p.chain_id = ${ctx.chainId} group by 1, 2 order by 1`)
  expect([...people]).toEqual([
    { code: 'P1', name: 'Mari', consents: 1 },
    { code: 'P2', name: 'Jaan', consents: 1 },
    { code: 'P3', name: 'Liis', consents: 0 },
  ])
})

test('the planner is told of a chain that is new to it or has grown by half, and not of a few people more', async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx)
  for (let number = 1; number <= 20; number += 1) await aPatient(ctx, clinic, { code: `N${number}` })
  const told = (newRows: number) => inChain(ctx, (tx) => refreshStatistics(tx, ctx.chainId, 'patients', newRows))

  expect(await told(20)).toBe(true)
  expect(await told(9)).toBe(false)
  expect(await told(10)).toBe(true)
  expect(await inChain(ctx, (tx) => refreshStatistics(tx, ctx.chainId, 'appointments', 1))).toBe(true)
})
