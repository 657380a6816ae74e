import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'

import type { Tx } from '#db/client.ts'
import { clientOf } from '#db/client.ts'

const dialect = new PgDialect()

/**
 * Sends a statement of a transaction now, prepared: whatever the transaction asks later is behind it on the connection, and need not wait
 * for its answer. Statements given to drizzle at the same moment would leave in an order of drizzle's own.
 */
export function sendFirst(tx: Tx, statement: SQL): Promise<unknown> {
  const { sql, params } = dialect.sqlToQuery(statement)
  return clientOf(tx)
    .unsafe(sql, params as string[], { prepare: true })
    .execute()
}
