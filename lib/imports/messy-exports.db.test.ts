import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'
import type { Mess } from '#tests/messy-export.ts'
import { MESSY_CLINICS, messyExport } from '#tests/messy-export.ts'

testDatabase()

const MESSES: Omit<Mess, 'seed'>[] = [
  { headings: 'et', delimiter: ';', encoding: 'utf-8 with mark', lineEnd: '\r\n' },
  { headings: 'ru', delimiter: ',', encoding: 'utf-8', lineEnd: '\n' },
  { headings: 'en', delimiter: '\t', encoding: 'utf-16le with mark', lineEnd: '\r\n' },
  { headings: 'ru', delimiter: ';', encoding: 'utf-16be with mark', lineEnd: '\n' },
  { headings: 'et', delimiter: ',', encoding: 'utf-16le', lineEnd: '\r\n' },
  { headings: 'en', delimiter: ';', encoding: 'utf-16be', lineEnd: '\n' },
  { headings: 'et', delimiter: '\t', encoding: 'windows-1257', lineEnd: '\r\n' },
  { headings: 'en', delimiter: ',', encoding: 'windows-1257', lineEnd: '\n' },
]

test.each(MESSES.map((mess, index) => ({ ...mess, seed: 40 + index })))(
  'an export with $headings headings, $encoding, is read as it was meant (seed $seed)',
  async (mess) => {
    const ctx = await aChain()
    for (const name of MESSY_CLINICS) await aClinic(ctx, { name })
    const { file, expected, reasons } = messyExport(mess)

    const [done] = await importFiles(ctx, [file], { asOf: '2026-11-23' })

    const refusals = await db().execute<{ reason: string; rows: number }>(sql`
      select reasons[1] as reason, count(*)::int as rows from import_refusals
      where chain_id = ${ctx.chainId} group by 1`)
    expect(Object.fromEntries(refusals.map(({ reason, rows }) => [reason, rows]))).toEqual(reasons)
    expect(done?.figures).toEqual(expected)
    const [again] = await importFiles(ctx, [file], { asOf: '2026-11-23' })
    expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, figures: expected })
  },
)
