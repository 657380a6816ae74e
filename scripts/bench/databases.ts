import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Sql } from 'postgres'
import postgres from 'postgres'

import type { EmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { startEmbeddedPostgres } from '#bin/embedded-postgres.ts'
import { postgresPlace } from '#bin/postgres-place.ts'
import { closeDatabase } from '#db/client.ts'
import { setEnv } from '#lib/runtime/env.ts'

/** The secret of everything that is measured: sessions end with the run. */
export const SECRET = 'only-for-measuring-'.padEnd(32, '0')
const STANDARD = 'seeded'

export type BenchDatabase = { url: string; drop(): Promise<void> }

export type BenchDatabases = {
  /** The chain at full size, as `seed` leaves it. Benchmarks read it; what they write they take back. */
  seeded(): Promise<BenchDatabase>
  /** A copy of that, changed by `prepare`. With --keep it is there for the next run, unless it is dropped. */
  copy(name: string, prepare?: (url: string) => Promise<void>): Promise<BenchDatabase>
  /** One that begins with nothing in it. */
  empty(name: string, prepare: (url: string) => Promise<void>): Promise<BenchDatabase>
  /** A copy of one that was made as `empty`; one of that name that an earlier run left is made anew. */
  duplicate(from: string, name: string): Promise<BenchDatabase>
  /** Where files for the measuring may lie. */
  folder: string
  close(): Promise<void>
}

/**
 * Starts a PostgreSQL of its own with the settings of the portal's embedded one, durability included: in a temporary folder that
 * vanishes with `close`, or in `keep`, where databases stay for the next run.
 */
export async function openDatabases(
  seed: (url: string) => Promise<void>,
  { keep }: { keep: string | undefined },
): Promise<BenchDatabases> {
  const folder = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'meelespea-bench-'))
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755) // for the user that runs the server when we are root
  const place = postgresPlace(folder)
  const server = await startEmbeddedPostgres(place)
  const vanish = () => {
    if (keep) return
    rmSync(place.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }

  const seeded = () => ensure(server, STANDARD, { prepare: seed })
  return {
    seeded,
    folder,
    copy: async (name, prepare = async () => {}) => {
      await seeded()
      await closeDatabase()
      return ensure(server, name, { template: STANDARD, prepare })
    },
    empty: (name, prepare) => ensure(server, name, { prepare }),
    duplicate: async (from, name) => {
      await closeDatabase()
      await byHand(server.url('postgres'), (sql) => sql`drop database if exists ${sql(name)} with (force)`)
      return ensure(server, name, { template: from, prepare: async () => {} })
    },
    close: async () => {
      await closeDatabase()
      await server.stop()
      vanish()
    },
  }
}

/** Points this process, and those it starts, at a database: every verb works on it from now on. */
export async function workOn(url: string): Promise<void> {
  await closeDatabase()
  setEnv({ DATABASE_URL: url, SECRET })
}

/** One connection as the owner of the tables, whom row-level security does not bind: for what is written by hand. */
export async function byHand<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

/** A database gets its name when it is complete, so that one which was interrupted is never taken for it. */
async function ensure(
  server: EmbeddedPostgres,
  name: string,
  { template, prepare }: { template?: string; prepare: (url: string) => Promise<void> },
): Promise<BenchDatabase> {
  const drop = () => byHand(server.url('postgres'), (sql) => sql`drop database ${sql(name)} with (force)`)
  const found = await byHand(server.url('postgres'), async (sql) => {
    const [row] = await sql`select from pg_database where datname = ${name}`
    return row !== undefined
  })
  const database = {
    url: server.url(name),
    drop: async () => {
      await closeDatabase()
      await drop()
    },
  }
  if (found) return database

  const unfinished = `${name}_unfinished`
  await byHand(server.url('postgres'), async (sql) => {
    await sql`drop database if exists ${sql(unfinished)} with (force)`
    if (template) await sql`create database ${sql(unfinished)} template ${sql(template)} strategy file_copy`
    else await sql`create database ${sql(unfinished)}`
  })
  await prepare(server.url(unfinished))
  await closeDatabase()
  await byHand(server.url('postgres'), (sql) => sql`alter database ${sql(unfinished)} rename to ${sql(name)}`)
  return database
}
