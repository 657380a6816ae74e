import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'

import type { Tx } from '#db/client.ts'
import { clientOf } from '#db/client.ts'

// To put a statement of many columns together takes Drizzle longer than PostgreSQL takes to answer it. What a page asks for at each opening
// is put together once a process, with a `sql.placeholder` for each value, and planned once a connection.

/** Drizzle without a database: on it statements are put together that are kept. */
export const statements = drizzle.mock()

/** Asks a kept statement in a transaction. `keepPlan: false` is for one whose plan is worth less than the memory it would take in each connection. */
export function ask<Config extends PreparedQueryConfig>(
  tx: Tx,
  statement: PgPreparedQuery<Config>,
  values: Record<string, unknown>,
  { keepPlan = true }: { keepPlan?: boolean } = {},
): Promise<Config['execute']> {
  const asked = { client: clientOf(tx), prepare: keepPlan }
  const inTransaction: typeof statement = Object.assign(Object.create(statement), asked)
  return inTransaction.execute(values)
}

/** A statement that takes several shapes, such as with and without a filter: each is put together when it is first asked. */
export function ofEachShape<Shape extends object, Statement>(
  build: (shape: Shape) => Statement,
): (shape: Shape) => Statement {
  const kept = new Map<string, Statement>()
  return (shape) => {
    const key = JSON.stringify(shape)
    const statement = kept.get(key) ?? build(shape)
    kept.set(key, statement)
    return statement
  }
}
