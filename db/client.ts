import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Sql } from 'postgres'
import postgres from 'postgres'

import { env, required } from '#lib/runtime/env.ts'

export { sql } from 'drizzle-orm'

/** What a query runs on: the pool, or the transaction of the caller. */
export type Db = PostgresJsDatabase
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** postgres.js itself, on the connection of a transaction: what Drizzle has no word for is asked there. */
export function clientOf(tx: Tx): Sql {
  return (tx._.session as unknown as { client: Sql }).client
}

/** A pool of its own; `$client` is postgres.js itself, for COPY, cursors and `end()`. */
export type Database = Db & { $client: Sql }

const CONNECT_TIMEOUT_SECONDS = 10
const IDLE_SECONDS = 60
const SHUTDOWN_SECONDS = 5
// The driver counts the connections that broke together as so many tries of each, and would wait up to 20 seconds.
const LONGEST_RECONNECT_SECONDS = 1

const OID = { int8: 20, json: 114, timestamptz: 1184, jsonb: 3802 } as const

/**
 * Opens a pool, whose connections are made when first needed.
 *
 * `bigint` comes back as a number (every figure of ours stays below 2^53; one that does not throws), `date` as
 * 'YYYY-MM-DD', `timestamptz` as a Date through drizzle's columns and as text in raw queries. Drizzle switches off the
 * writing of Date and JSON parameters in raw queries; both are switched on again here.
 */
export function createDatabase(
  url: string,
  { max, applicationName }: { max: number; applicationName: string },
): Database {
  const client = postgres(url, {
    max,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_SECONDS,
    backoff: (tries: number) => Math.min(tries / 10, LONGEST_RECONNECT_SECONDS),
    onnotice: () => {},
    connection: { application_name: applicationName },
    types: { bigint: { to: OID.int8, from: [OID.int8], serialize: String, parse: safeInteger } },
  })
  const database = drizzle(client)
  client.options.serializers[OID.timestamptz] = (value: unknown) =>
    value instanceof Date ? value.toISOString() : value
  for (const oid of [OID.json, OID.jsonb]) {
    client.options.serializers[oid] = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  }
  return database
}

// One pool a process. Kept on globalThis because `next dev` loads modules anew after each edit.
const shared = globalThis as { meelespeaDatabase?: Database }

/** The pool of this process, opened at the first call: a module may import this where there is no database, as the build does. */
export function db(): Database {
  shared.meelespeaDatabase ??= createDatabase(required('DATABASE_URL'), {
    max: env().DATABASE_POOL,
    applicationName: 'meelespea',
  })
  return shared.meelespeaDatabase
}

/** Closes the pool of this process, if it was opened, after the queries in hand. */
export async function closeDatabase(): Promise<void> {
  await shared.meelespeaDatabase?.$client.end({ timeout: SHUTDOWN_SECONDS })
  delete shared.meelespeaDatabase
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} from the database is too large for a number`)
  return value
}
