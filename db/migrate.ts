import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'
import postgres from 'postgres'

import { restoreSearchIndexes } from '#db/seed/search-indexes.ts'
import { queueDefinitions } from '#lib/queue/queues.ts'
import manifest from '#package.json' with { type: 'json' }

// Migrations are SQL by hand, because most of them is what no generator writes: roles, row-level security, partitions.
// They go forward only; a file that ran somewhere is never edited, a new one corrects it.

const FOLDER = join(process.cwd(), 'db/migrations')

// Any number, as long as nobody else takes it: the lock under which one process at a time migrates.
const LOCK = 3_720_001

type Migration = { name: string; sha256: string; text: string }

/**
 * Brings a database to what this code expects: our tables file by file, then pg-boss's tables and our queues.
 *
 * Each file is a transaction under a lock, so any number of processes may call this at once and a failed file leaves
 * nothing behind; indexes that an interrupted seed took away come back. The connection must be a direct one, as an owner of the schema that may create roles.
 *
 * @returns names of what was applied, in order
 * @throws when a file that was applied has been changed since
 */
export async function migrate(url: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'meelespea-migrate' } })
  const applied: string[] = []
  try {
    await sql`
      create table if not exists schema_migrations (
        name text primary key,
        sha256 text not null,
        applied_at timestamptz not null default now()
      )`
    for (const migration of await migrationFiles()) {
      if (await applyOnce(sql, migration, (tx) => tx.unsafe(migration.text))) applied.push(migration.name)
    }
    const queues = queueMigration()
    if ((await appliedHashes(sql)).get(queues.name) !== queues.sha256) {
      await installQueues(url)
      await sql.begin(async (tx) => {
        await grantQueues(tx)
        await record(tx, queues)
      })
      applied.push(queues.name)
    }
    await restoreSearchIndexes(sql)
  } finally {
    await sql.end()
  }
  return applied
}

/** Names of what `migrate` would still apply; empty when the database is current. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const [{ exists } = { exists: false }] = await sql`select to_regclass('schema_migrations') is not null as exists`
  const hashes = exists ? await appliedHashes(sql) : new Map<string, string>()
  return (await wanted()).filter(({ name, sha256 }) => hashes.get(name) !== sha256).map(({ name }) => name)
}

let wantedOnce: Promise<Pick<Migration, 'name' | 'sha256'>[]> | undefined

/** Read once a process: the health page asks several times a minute, and the code of a process knows the migrations it came with. */
function wanted(): Promise<Pick<Migration, 'name' | 'sha256'>[]> {
  wantedOnce ??= migrationFiles().then((files) => [
    ...files.map(({ name, sha256 }) => ({ name, sha256 })),
    queueMigration(),
  ])
  wantedOnce.catch(() => (wantedOnce = undefined))
  return wantedOnce
}

async function migrationFiles(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(FOLDER, name), 'utf8')
      return { name, sha256: hashOf(text), text }
    }),
  )
}

/** @returns whether it was this call that applied it */
function applyOnce(sql: Sql, migration: Migration, apply: (tx: TransactionSql) => Promise<unknown>): Promise<boolean> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`
    const before = (await appliedHashes(tx)).get(migration.name)
    if (before === migration.sha256) return false
    if (before !== undefined)
      throw new Error(`${migration.name} has changed since it was applied: add a new file instead.`)
    await apply(tx)
    await record(tx, migration)
    return true
  })
}

async function appliedHashes(sql: Sql | TransactionSql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; sha256: string }[]>`select name, sha256 from schema_migrations`
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

async function record(tx: TransactionSql, { name, sha256 }: Pick<Migration, 'name' | 'sha256'>): Promise<void> {
  await tx`
    insert into schema_migrations (name, sha256) values (${name}, ${sha256})
    on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()`
}

/** pg-boss's version and our queues as if they were a migration, so that a change of either is one. */
function queueMigration(): Pick<Migration, 'name' | 'sha256'> {
  const state = { pgBoss: manifest.dependencies['pg-boss'], queues: queueDefinitions() }
  return { name: 'queues', sha256: hashOf(JSON.stringify(state)) }
}

async function installQueues(url: string): Promise<void> {
  const { PgBoss } = await import('pg-boss') // most starts do not need it
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  boss.on('error', () => {}) // what matters comes as a rejection of the calls below
  await boss.start()
  try {
    for (const { name, policy, options } of queueDefinitions()) {
      // A queue keeps the policy it was made with. Only wake-ups change theirs, and the clock soon wakes again.
      const before = await boss.getQueue(name)
      if (before && before.policy !== policy) await boss.deleteQueue(name)
      await boss.createQueue(name, { policy, ...options })
      await boss.updateQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** The portal adds jobs in its own transactions, and the operator lets a failed one run again; running them is left to the owner's connection of the worker. */
async function grantQueues(tx: TransactionSql): Promise<void> {
  await tx.unsafe(`
    grant usage on schema pgboss to meelespea_web, meelespea_worker, meelespea_auth, meelespea_operator;
    grant select, insert on all tables in schema pgboss to meelespea_web, meelespea_worker, meelespea_auth, meelespea_operator;
    grant update on all tables in schema pgboss to meelespea_operator;
  `)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
