import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'

import type { Db, Tx } from '#db/client.ts'

const dialect = new PgDialect()

/**
 * Runs a statement as a prepared one: the server parses and plans it once per connection, which is most of the cost of a
 * short statement that runs thousands of times. Its text must not depend on the data: give lists as `array(…)`, not spread.
 */
export async function prepared<Row extends object>(tx: Tx | Db, statement: SQL): Promise<Row[]> {
  const query = dialect.sqlToQuery(statement)
  // Drizzle prepares what has a name; the name itself is not used, postgres.js goes by the text.
  return (await tx._.session.prepareQuery(query, undefined, 'prepared', false).execute()) as Row[]
}
