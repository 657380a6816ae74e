import { createReadStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { TransactionSql } from 'postgres'

import { listClinics } from '#db/queries/clinics.ts'
import { inChain } from '#lib/runtime/transaction.ts'
import type { Bench } from '#scripts/bench/bench.ts'
import { runScript } from '#scripts/bench/child.ts'
import { byHand } from '#scripts/bench/databases.ts'
import type { Entry } from '#scripts/bench/entry.ts'
import { entryOf } from '#scripts/bench/entry.ts'
import { interleaved, median, millisecondsOf } from '#scripts/bench/measure.ts'
import { COPIED_COLUMNS, writePatientFiles } from '#scripts/bench/patients-csv.ts'
import { CHAIN_NAME, chainOf } from '#scripts/bench/seeding.ts'

const ROUNDS = 5
const PIECE_BYTES = 1024 * 1024
/** As `npm run import` starts it (package.json). */
const SCRIPT = ['--max-semi-space-size=16', '--import', './bin/load-env.mjs', 'bin/import.ts']

type File = { path: string; prefix: string }

/**
 * New patients into the chain: `npm run import` with a clinic's file, from the start of its process to its end, beside COPY of the
 * same people, already read, and the same upsert in one transaction of one role that row-level security does not bind.
 */
export async function run({ databases, settings, tell }: Bench): Promise<Entry[]> {
  const database = await databases.copy('importing')
  const ctx = await chainOf(database.url)
  const clinics = await inChain(ctx, (tx) => listClinics(tx, ctx.chainId))
  const rows = settings.importRows
  const memory: number[] = []

  const filesOf = async (prefix: string) => {
    const [exported, copied] = ['csv', 'copy'].map((kind) => join(databases.folder, `patients-${prefix}.${kind}`))
    if (!exported || !copied) throw new Error('two files were named')
    await writePatientFiles({ exported, copied }, { rows, prefix, clinics })
    const remove = () => {
      for (const file of [exported, copied]) rmSync(file)
    }
    return { exported, copied, remove }
  }
  const figures = await interleaved(
    {
      ours: async (round) => {
        const prefix = `A${round}-`
        const files = await filesOf(prefix)
        const args = [...SCRIPT, files.exported, '--chain', CHAIN_NAME, '--json']
        const { milliseconds, peakMegabytes } = await runScript(args, { DATABASE_URL: database.url }, { quiet: true })
        files.remove()
        memory.push(peakMegabytes)
        tell(`import: ${Math.round((rows * 1000) / milliseconds)} rows/s, ${Math.round(peakMegabytes)} MB`)
        return (rows * 1000) / milliseconds
      },
      reference: async (round) => {
        const prefix = `B${round}-`
        const files = await filesOf(prefix)
        const milliseconds = await copyAndUpsert(database.url, ctx.chainId, { path: files.copied, prefix })
        files.remove()
        tell(`COPY and upsert: ${Math.round((rows * 1000) / milliseconds)} rows/s`)
        return (rows * 1000) / milliseconds
      },
    },
    { rounds: ROUNDS, warmUp: 0 },
  )
  await requireSamePeople(database.url, rows)
  await database.drop()

  const [ours, reference] = [median(figures.ours), median(figures.reference)]
  return [
    entryOf({ name: 'import', ours, reference, unit: 'rows/s', goal: { atLeastTimes: 0.6 } }),
    entryOf({ name: 'import-rate', ours, unit: 'rows/s', goal: { atLeast: 10_000 } }),
    entryOf({ name: 'import-memory', ours: Math.max(...memory), unit: 'MB', goal: { atMost: 400 } }),
  ]
}

async function copyAndUpsert(url: string, chainId: string, { path, prefix }: File): Promise<number> {
  return byHand(url, (sql) =>
    millisecondsOf(() =>
      sql.begin(async (tx) => {
        const columns = tx(COPIED_COLUMNS)
        await tx`create temporary table staged on commit drop as select ${columns} from import_patients with no data`
        const copying = await tx`copy staged (${columns}) from stdin`.writable()
        await pipeline(createReadStream(path, { highWaterMark: PIECE_BYTES }), copying)
        await tx`analyze staged`
        await upsertPatients(tx, chainId)
        await upsertConsents(tx, chainId, prefix)
      }),
    ),
  )
}

async function upsertPatients(tx: TransactionSql, chainId: string): Promise<void> {
  const columns = COPIED_COLUMNS.filter((column) => !['code', 'marketing_consent', 'consent_wording'].includes(column))
  const names = (table: string) => tx.unsafe(columns.map((column) => `${table}.${column}`).join(', '))
  await tx`
    insert into patients as p (chain_id, code, ${tx(columns)})
    select ${chainId}, code, ${tx(columns)} from staged
    on conflict (chain_id, code) do update set
      ${tx.unsafe(columns.map((column) => `${column} = excluded.${column}`).join(', '))}, updated_at = now()
    where (${names('p')}) is distinct from (${names('excluded')})`
}

async function upsertConsents(tx: TransactionSql, chainId: string, prefix: string): Promise<void> {
  await tx`
    insert into consents (chain_id, patient_id, purpose, channel, source, wording)
    select ${chainId}, p.id, 'marketing', 'any', 'import', staged.consent_wording
    from staged join patients p on p.chain_id = ${chainId} and p.code = staged.code and p.code ^@ ${prefix}
    where staged.marketing_consent and not exists (
      select from consents c
      where c.chain_id = ${chainId} and c.patient_id = p.id and c.purpose = 'marketing' and c.channel = 'any'
        and (c.withdrawn_at is null or c.withdrawn_source is distinct from 'import'))
    on conflict (chain_id, patient_id, purpose, channel) where withdrawn_at is null do nothing`
  await tx`
    update consents c set withdrawn_at = now(), withdrawn_source = 'import'
    from staged join patients p on p.chain_id = ${chainId} and p.code = staged.code
    where staged.marketing_consent is false and c.chain_id = ${chainId} and c.patient_id = p.id
      and c.purpose = 'marketing' and c.source = 'import' and c.withdrawn_at is null`
}

/** A comparison of two sides that do not do the same would say nothing. */
async function requireSamePeople(url: string, rows: number): Promise<void> {
  const sums = await byHand(
    url,
    (sql) => sql<{ people: number; sum: string }[]>`
      select count(*)::int as people, sum(hashtext(concat_ws('|', substr(code, 4), first_name, last_name, birth_date, gender, phone_typed,
        phone, phone_kind, phone_country, email, language, country, clinic_id, balance_micro, deceased,
        (select wording from consents c where c.chain_id = p.chain_id and c.patient_id = p.id)))::bigint)::text as sum
      from patients p where code ~ '^[AB]0-' group by left(code, 1)`,
  )
  const [ours, reference] = sums
  if (ours?.people !== rows || ours.sum !== reference?.sum || reference.people !== rows) {
    throw new Error(`The two sides imported different people: ${JSON.stringify(sums)}`)
  }
}
