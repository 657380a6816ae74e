import { afterAll, expect, test, vi } from 'vitest'

import { db, sql } from '#db/client.ts'
import { findImport } from '#db/queries/imports.ts'
import { runImportJob } from '#lib/imports/run-job.ts'
import { startImportCheck } from '#lib/imports/start-check.ts'
import { uploadImport } from '#lib/imports/upload.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { log } from '#lib/runtime/log.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

// 1,200 files that no clinic's program wrote whole (a tenth of them, unless SWEEP=full). Each is uploaded and checked as a person would do it; what is wrong is refused by file or
// by row, with its reason on record, and neither patient nor appointment of the chain is another one afterwards.

const FILES = process.env.SWEEP === 'full' ? 1_200 : 60
const AT_ONCE = 8
const HUGE_CELL_CHARACTERS = 10 * 1_048_576
const HUGE_FILES = 4
const SEED = 20_261_122

const HEADER = 'Kood;Eesnimi;Perenimi;Sünniaeg;Telefon;Kliinik;Märkus'
const FIELDS = ['code', 'firstName', 'lastName', 'birthDate', 'phone', 'clinic', 'note'] as const
const FORMULAS = [
  '=HYPERLINK("http://kuri.example","vaata")',
  "+cmd|' /C calc'!A0",
  '@SUM(1+1)',
  '-2+3+cmd|x',
  '\t=1+1',
]

type Bad = { name: string; bytes: Uint8Array }
type Kind = (random: () => number, rows: string[][]) => Uint8Array

const anyOf = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
const bytesOf = (rows: string[][], header = HEADER) =>
  new TextEncoder().encode([header, ...rows.map((cells) => cells.join(';'))].join('\r\n'))

/** One cell of a file, made into something else. */
function withCell(random: () => number, rows: string[][], change: (cell: string) => string): string[][] {
  const [row, column] = [Math.floor(random() * rows.length), Math.floor(random() * FIELDS.length)]
  return rows.map((cells, at) =>
    at === row ? cells.map((cell, where) => (where === column ? change(cell) : cell)) : cells,
  )
}

const KINDS: Record<string, Kind> = {
  'NUL in a cell': (random, rows) => bytesOf(withCell(random, rows, (cell) => `${cell}\0${cell}`)),
  'NUL bytes thrown over it': (random, rows) => {
    const bytes = bytesOf(rows)
    for (let times = 0; times < 20; times += 1) bytes[Math.floor(random() * bytes.length)] = 0
    return bytes
  },
  'half a file': (random, rows) => {
    const bytes = bytesOf(withCell(random, rows, (cell) => `"${cell}"`))
    return bytes.subarray(0, Math.floor(bytes.length * random()))
  },
  'a quotation mark never closed': (random, rows) => bytesOf(withCell(random, rows, (cell) => `"${cell}`)),
  'formula cells': (random, rows) => bytesOf(withCell(random, rows, () => anyOf(random, FORMULAS))),
  'too few and too many cells': (random, rows) =>
    bytesOf(rows.map((cells) => (random() < 0.5 ? cells.slice(0, 3) : [...cells, ...cells]))),
  'letters of no encoding': (random, rows) => {
    const bytes = bytesOf(rows)
    for (let times = 0; times < 40; times += 1)
      bytes[Math.floor(random() * bytes.length)] = 0x80 + Math.floor(random() * 0x80)
    return bytes
  },
  'no text at all': (random) =>
    Uint8Array.from({ length: Math.floor(random() * 4_096) }, () => Math.floor(random() * 256)),
}

/** A third of the rows are those of patients whom the chain knows, under other names: what is not confirmed changes none of them. */
function badFiles(known: string[]): Bad[] {
  const random = seeded(SEED)
  const kinds = Object.entries(KINDS)
  return Array.from({ length: FILES }, (_, index) => {
    const rows = Array.from({ length: 1 + Math.floor(random() * 8) }, (_row, at) => {
      const code = random() < 0.3 ? anyOf(random, known) : `V-${index}-${at}`
      return [
        code,
        'Võõras',
        'Nimi',
        anyOf(random, ['1.2.1980', '31.02.1980', '2999-01-01', 'eile']),
        '53770000',
        'Tartu',
        '',
      ]
    })
    if (index % Math.floor(FILES / HUGE_FILES) === 0) {
      const bytes = bytesOf(withCell(random, rows, () => 'x'.repeat(HUGE_CELL_CHARACTERS)))
      return { name: `a 10 MB cell ${index}`, bytes }
    }
    const [name, kind] = kinds[index % kinds.length] as (typeof kinds)[number]
    return { name: `${name} ${index}`, bytes: kind(random, rows) }
  })
}

/** Uploads it and has it checked. @returns where it ended, or the code with which it was refused */
async function offer(ctx: Ctx, { name, bytes }: Bad): Promise<string> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  }
  try {
    const { importId } = await uploadImport(ctx, { fileName: `${name}.csv`, pieces: pieces() })
    await startImportCheck(ctx, { importId, kind: 'patients', fields: [...FIELDS], clinicId: null })
    await runImportJob(ctx, importId, new AbortController().signal)
    const done = await inChain(ctx, (tx) => findImport(tx, ctx.chainId, importId))
    if (done?.status === 'checked') return done.rowsRefused > 0 ? 'checked, rows refused' : 'checked'
    return `${done?.status} ${done?.failure}`
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw new Error(`${name} broke the import`, { cause: error })
  }
}

async function patientsOf(ctx: Ctx): Promise<string> {
  const [row] = await db().execute<{ print: string }>(sql`
    select count(*) || md5(string_agg(p::text, '|' order by id)) as print from patients p where chain_id = ${ctx.chainId}`)
  return row?.print ?? ''
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const errors = vi.spyOn(log, 'error')
afterAll(() => errors.mockRestore())

test(`of ${FILES} malformed files each is refused or checked row by row, and nobody is changed`, async () => {
  const ctx = await aChain()
  const clinic = await aClinic(ctx, { name: 'Tartu' })
  const known = ['P1', 'P2', 'P3', 'P4']
  await db().execute(sql`
    insert into patients (chain_id, clinic_id, code, first_name, last_name)
    select ${ctx.chainId}, ${clinic.id}, code, 'Mari', 'Maasikas' from unnest(${sql.param(known)}::text[]) as code`)
  const before = await patientsOf(ctx)

  const files = badFiles(known)
  const ends = new Map<string, number>()
  const endOf: string[] = []
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE)
    endOf.push(...(await Promise.all(some.map((file) => offer(ctx, file)))))
  }
  for (const end of endOf) ends.set(end, (ends.get(end) ?? 0) + 1)

  expect(await patientsOf(ctx)).toBe(before)
  expect(errors).not.toHaveBeenCalled()
  expect([...ends.keys()].toSorted()).toEqual(['checked', 'checked, rows refused', 'failed import_unreadable'])
  // None of them all ends alike: were every file refused, or none, this would not look at what it says.
  expect(Math.min(...ends.values())).toBeGreaterThan(FILES / 50)
  const huge = files.flatMap(({ name }, index) => (name.startsWith('a 10 MB cell') ? [endOf[index]] : []))
  expect(huge).toEqual(Array(HUGE_FILES).fill('failed import_unreadable'))
  // Each refused row stands with its reason, where the person who uploaded it reads it.
  const [row] = await db().execute<{ said: number; counted: number }>(sql`
    select (select count(*)::int from import_refusals where chain_id = ${ctx.chainId} and cardinality(reasons) > 0) as said,
      (select sum(rows_refused)::int from imports where chain_id = ${ctx.chainId} and status = 'checked') as counted`)
  expect(row?.said).toBeGreaterThanOrEqual(row?.counted ?? 1)
})
