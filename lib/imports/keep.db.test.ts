import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findImport } from '#db/queries/imports.ts'
import { cleanImports } from '#lib/imports/clean.ts'
import { confirmImport } from '#lib/imports/confirm.ts'
import { fileOfText } from '#lib/imports/file.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { keepImports } from '#lib/imports/keep.ts'
import { resumeImport } from '#lib/imports/resume.ts'
import { runImportJob } from '#lib/imports/run-job.ts'
import { startImportCheck } from '#lib/imports/start-check.ts'
import { uploadImport } from '#lib/imports/upload.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, jobsFor, testDatabase } from '#tests/database.ts'

testDatabase()

const FILE = 'Kood;Eesnimi;Perenimi;Kliinik\nP1;Mari;Maasikas;Tartu kliinik\nP2;;;Tartu kliinik\n'
const now = () => ({ now: new Date() })

async function anUpload(): Promise<{ ctx: Ctx; importId: string }> {
  const ctx = await aChain()
  await aClinic(ctx, { name: 'Tartu kliinik' })
  const { importId } = await uploadImport(ctx, { fileName: 'patsiendid.csv', pieces: fileOfText('', FILE).pieces() })
  return { ctx, importId }
}

const find = (ctx: Ctx, importId: string) => inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId))
const lieIdle = (importId: string, interval: string) =>
  db().execute(sql`update imports set updated_at = now() - ${interval}::interval where id = ${importId}`)
const endJobs = (importId: string, state: 'failed' | 'completed') =>
  db().execute(sql`update pgboss.job set state = ${state}::pgboss.job_state where data ->> 'importId' = ${importId}`)
const jobsOf = async (importId: string) => (await jobsFor('import.run')).filter((job) => job.importId === importId)
const check = (ctx: Ctx, importId: string) =>
  startImportCheck(ctx, {
    importId,
    kind: 'patients',
    fields: ['code', 'firstName', 'lastName', 'clinic'],
    clinicId: null,
  })

test('an import whose job is lost gets another, once', async () => {
  const { ctx, importId } = await anUpload()
  await check(ctx, importId)
  await lieIdle(importId, '10 minutes')
  await keepImports(now())
  expect(await jobsOf(importId)).toHaveLength(1)

  await db().execute(sql`delete from pgboss.job where data ->> 'importId' = ${importId}`)
  await keepImports(now())
  await keepImports(now())
  expect(await jobsOf(importId)).toHaveLength(1)
})

test('one that moved a moment ago is left alone', async () => {
  const { ctx, importId } = await anUpload()
  await check(ctx, importId)
  await db().execute(sql`delete from pgboss.job where data ->> 'importId' = ${importId}`)
  await keepImports(now())
  expect(await jobsOf(importId)).toEqual([])
})

test('one whose job has used up its tries is failed, and goes on when a person says so', async () => {
  const { ctx, importId } = await anUpload()
  await check(ctx, importId)
  await runImportJob(ctx, importId, new AbortController().signal)
  await confirmImport(ctx, { importId })
  await endJobs(importId, 'failed')
  await lieIdle(importId, '10 minutes')

  await keepImports(now())
  expect(await find(ctx, importId)).toMatchObject({ status: 'failed', failure: 'import_interrupted' })

  expect(await resumeImport(ctx, { importId })).toMatchObject({ status: 'applying', failure: null })
  await expect(resumeImport(ctx, { importId })).rejects.toMatchObject({ code: 'conflict' })
  await runImportJob(ctx, importId, new AbortController().signal)
  expect(await find(ctx, importId)).toMatchObject({ status: 'done', rowsNew: 1, rowsRefused: 1 })
})

test('a file that cannot be read is not gone on with', async () => {
  const { ctx, importId } = await anUpload()
  await db().execute(sql`update imports set status = 'failed', failure = 'import_unreadable' where id = ${importId}`)
  await expect(resumeImport(ctx, { importId })).rejects.toMatchObject({ code: 'conflict' })
  const stranger = await aChain()
  await expect(resumeImport(stranger, { importId })).rejects.toMatchObject({ code: 'not_found' })
})

test('after a month only the figures of an import are kept', async () => {
  const { ctx, importId } = await anUpload()
  await check(ctx, importId)
  await runImportJob(ctx, importId, new AbortController().signal)
  const [done] = await importFiles(ctx, [fileOfText('uued.csv', FILE)], {})
  const kept = async () => {
    const [row] = await db().execute(sql`
      select (select count(*)::int from import_chunks where chain_id = ${ctx.chainId}) as chunks,
        (select count(*)::int from import_refusals where chain_id = ${ctx.chainId}) as refusals,
        (select count(*)::int from import_patients where chain_id = ${ctx.chainId}) as rows`)
    return row
  }
  expect(await kept()).toEqual({ chunks: 1, refusals: 2, rows: 1 })

  for (const id of [importId, done?.id ?? '']) await lieIdle(id, '29 days')
  await cleanImports()
  expect(await kept()).toEqual({ chunks: 1, refusals: 2, rows: 1 })

  for (const id of [importId, done?.id ?? '']) await lieIdle(id, '31 days')
  await cleanImports()
  expect(await kept()).toEqual({ chunks: 0, refusals: 0, rows: 0 })
  expect(await find(ctx, importId)).toMatchObject({ status: 'cancelled', rowsRefused: 1 })
  expect(await find(ctx, done?.id ?? '')).toMatchObject({ status: 'done', rowsNew: 1 })
})
