import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { openScriptDatabase } from '#bin/script-database.ts'
import { listChainNames } from '#db/queries/chain-directory.ts'
import { listClinics } from '#db/queries/clinics.ts'
import type { Import } from '#db/queries/imports.ts'
import { openChain } from '#lib/chains/open.ts'
import { createClinic } from '#lib/clinics/create.ts'
import { CreateClinicInput } from '#lib/clinics/inputs.ts'
import { clinicKey } from '#lib/core/clinic-key.ts'
import { readDate } from '#lib/core/import-dates.ts'
import { LostImport } from '#lib/imports/claim.ts'
import { fileOnDisk } from '#lib/imports/file.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { chainCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asWorker, inChain } from '#lib/runtime/transaction.ts'

// npm run import -- patients.csv [appointments.csv] … : figures on standard output, everything else on standard error.

const USAGE = `Usage: npm run import -- patients.csv [appointments.csv]
  [--chain NAME] [--clinics "A,B,…"] [--as-of YYYY-MM-DD] [--dry-run] [--json]`
const FIRST_CHAIN = 'Hambaravi'
const NEW_CLINIC = { phone: '', zone: 'Europe/Tallinn', opensAt: '09:00', closesAt: '20:00', defaultLanguage: 'et' }
const PROGRESS_MILLISECONDS = 1000

const { files, asOf, dryRun, json, chain, clinics } = readArguments()
const closeScriptDatabase = await openScriptDatabase()
let exitCode = 0
try {
  const ctx = await chainNamed(chain)
  await openClinics(ctx, clinics)
  const done = await importFiles(ctx, files.map(fileOnDisk), { asOf, dryRun, onProgress: tellNowAndThen() })
  for (const state of done) tell(summaryOf(state))
  console.log(json ? JSON.stringify(figuresByKind(done), null, 2) : done.map(summaryOf).join('\n'))
} catch (error) {
  if (!(error instanceof Refusal || error instanceof LostImport)) throw error
  tell(error instanceof Refusal ? `Refused: ${error.code} ${JSON.stringify(error.params)}` : error.message)
  exitCode = 1
} finally {
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
    if (files.length < 1 || files.length > 2) throw new Error('One file or two are needed.')
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

/** The chain that was named, made where there is none of the name; without a name, the only chain there is. */
async function chainNamed(name: string | undefined): Promise<Ctx> {
  const known = await asWorker((tx) => listChainNames(tx))
  const [only] = known
  if (name === undefined && only && known.length === 1) return chainCtx(only.id)
  if (name === undefined && known.length > 1) {
    tell(`Say which chain with --chain: ${known.map((chain) => chain.name).join(', ')}.`)
    process.exit(1)
  }
  const { chainId, isNew } = await openChain(name ?? FIRST_CHAIN)
  if (isNew) tell(`Made the chain ${name ?? FIRST_CHAIN}.`)
  return chainCtx(chainId)
}

/** Clinics that were named and are not there yet are made; a clinic that only a row names is not. */
async function openClinics(ctx: Ctx, names: string[]): Promise<void> {
  const known = new Set((await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))).map(({ name }) => clinicKey(name)))
  for (const name of names) {
    if (known.has(clinicKey(name))) continue
    known.add(clinicKey(name))
    await createClinic(ctx, CreateClinicInput.parse({ ...NEW_CLINIC, name }))
    tell(`Made the clinic ${name.trim()}.`)
  }
}

function figuresByKind(done: Import[]): Record<string, unknown> {
  return Object.fromEntries(done.map(({ kind, figures }) => [kind, figures]))
}

function summaryOf({ isResumed, ...state }: Import & { isResumed: boolean }): string {
  const { kind, fileName, rowsRead, rowsRefused, rowsNew, rowsChanged, rowsUnchanged } = state
  const goneOn = isResumed ? ' (an interrupted run went on)' : ''
  const applied = state.status === 'done' ? `; ${rowsNew} new, ${rowsChanged} changed, ${rowsUnchanged} unchanged` : ''
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
