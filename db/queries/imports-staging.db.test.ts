import { expect, test } from 'vitest'
import { db, sql } from '#db/client.ts'
import { patientColumns, stagePatients } from '#db/queries/imports-staging.ts'
import type { PatientRow } from '#lib/core/import-rows.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

const IMPORT = '01990000-0000-7000-8000-000000000001'

test('of rows with the same code the last of the file is kept, whether its ranges are in the order of codes or not', async () => {
  const ctx = await aChain()
  const { id: clinicId } = await aClinic(ctx)
  const stage = (...rows: [rowNumber: number, code: string, firstName: string][]) =>
    inChain(ctx, (tx) => stagePatients(tx, ctx.chainId, IMPORT, patientColumns(rows.map((row) => aRow(clinicId, row)))))

  await stage([2, 'P1', 'Mari'], [3, 'P3', 'Liis'], [4, 'P3', 'Liisa'])
  await stage([5, 'P4', 'Jaan'], [6, 'Š1', 'Žanna'])
  expect(await staged(ctx)).toEqual(['P1 Mari', 'P3 Liisa', 'P4 Jaan', 'Š1 Žanna'])

  await stage([7, 'P2', 'Kaja'], [8, 'P1', 'Maria'], [9, 'Š2', 'Šarlotta'])
  await stage([10, 'Š2', 'Saskia'])
  await stage()
  expect(await staged(ctx)).toEqual(['P1 Maria', 'P2 Kaja', 'P3 Liisa', 'P4 Jaan', 'Š1 Žanna', 'Š2 Saskia'])

  await stage([2, 'P1', 'Mari'], [3, 'P3', 'Liis'], [4, 'P3', 'Liisa'])
  expect(await staged(ctx)).toEqual(['P1 Maria', 'P2 Kaja', 'P3 Liisa', 'P4 Jaan', 'Š1 Žanna', 'Š2 Saskia'])
})

async function staged({ chainId }: Ctx): Promise<string[]> {
  const rows = await db().execute<{ said: string }>(sql`
    select code || ' ' || first_name as said from import_patients where chain_id = ${chainId} order by code`)
  return rows.map(({ said }) => said)
}

function aRow(clinicId: string, [rowNumber, code, firstName]: [number, string, string]): PatientRow {
  return {
    ...{ rowNumber, code, firstName, clinicId, lastName: 'Maasikas', birthDate: null, gender: null },
    ...{
      phoneTyped: null,
      phone: null,
      phoneKind: 'none',
      phoneCountry: null,
      email: null,
      language: null,
      country: null,
    },
    ...{ balanceMicro: 0, deceased: false, note: null, marketingConsent: null, consentWording: null },
  }
}
