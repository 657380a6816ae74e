import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Places } from '#bin/import-places.ts'
import { openPlaces } from '#bin/import-places.ts'
import { openScriptDatabase } from '#bin/script-database.ts'
import type { Import } from '#db/queries/imports.ts'
import { readDate } from '#lib/core/import-dates.ts'
import { fileOnDisk } from '#lib/imports/file.ts'
import { forgetImport } from '#lib/imports/forget.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { Refusal } from '#lib/runtime/errors.ts'

// npm run import -- patients.csv [appointments.csv] … : figures on standard output, everything else on standard error.

const USAGE = `Usage: npm run import -- patients.csv [appointments.csv]
  [--chain NAME] [--clinics "A,B,…"] [--as-of YYYY-MM-DD] [--dry-run] [--json]`
const PROGRESS_MILLISECONDS = 1000

const { files, asOf, dryRun, json, chain, clinics } = readArguments()
const closeScriptDatabase = await openScriptDatabase()
let exitCode = 0
let places: Places | undefined
try {
  places = await openPlaces({ chain, clinics, isTrial: dryRun, tell })
  const { ctx } = places
  const done = await importFiles(ctx, files.map(fileOnDisk), { asOf, dryRun, onProgress: tellNowAndThen() })
  if (dryRun) for (const { id } of done) await forgetImport(ctx, id)
  for (const state of done) tell(summaryOf(state))
  if (json) console.log(JSON.stringify(figuresByKind(done), null, 2))
} catch (error) {
  if (error instanceof Refusal) tell(`Refused: ${error.code} ${JSON.stringify(error.params)}`)
  else tell((error as Error).message)
  exitCode = 1
} finally {
  await places?.close()
  await closeScriptDatabase()
}
process.exit(exitCode)

function readArguments() {
  try {
    const { values, positionals: files } = parseArgs({
      allowPositionals: true,
      options: {
        chain: { type: 'string' },
        clinics: { type: 'string', default: '' },
        'as-of': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (files.length < 1 || files.length > 2) throw new Error('Name one file or two.')
    for (const file of files) if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
    const asOf = values['as-of'] ?? null
    if (asOf !== null && readDate(asOf, asOf).value !== asOf) {
      throw new Error(`--as-of takes a day such as 2026-11-23, not ${asOf}.`)
    }
    const clinics = values.clinics.split(',').filter((name) => name.trim() !== '')
    return { files, asOf, clinics, chain: values.chain, dryRun: values['dry-run'], json: values.json }
  } catch (error) {
    tell(`${(error as Error).message}\n${USAGE}`)
    process.exit(1)
  }
}

function figuresByKind(done: Import[]): Record<string, unknown> {
  return Object.fromEntries(done.map(({ kind, figures }) => [kind, figures]))
}

function summaryOf({ isResumed, ...state }: Import & { isResumed: boolean }): string {
  const { kind, fileName, rowsRead, rowsRefused, rowsNew, rowsChanged, rowsUnchanged } = state
  const goneOn = isResumed ? ' (an interrupted run went on)' : ''
  const applied =
    state.status === 'done' || !state.confirmed
      ? `; ${rowsNew} new, ${rowsChanged} changed, ${rowsUnchanged} unchanged`
      : ''
  return `${fileName}, ${kind}${goneOn}: ${rowsRead} rows, ${rowsRefused} refused${applied}.`
}

function tellNowAndThen(): (state: Import) => void {
  let last = 0
  return ({ fileName, status, rowsRead, rowsToApply, rowsNew, rowsChanged, rowsUnchanged }) => {
    if (Date.now() - last < PROGRESS_MILLISECONDS) return
    last = Date.now()
    const applied = rowsNew + rowsChanged + rowsUnchanged
    tell(`${fileName}: ${status === 'applying' ? `${applied} of ${rowsToApply} written` : `${rowsRead} rows read`}`)
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
