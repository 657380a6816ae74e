import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'

import { db, sql } from '#db/client.ts'
import { testDatabase } from '#tests/database.ts'

testDatabase()

const modules = Object.values(import.meta.glob<Record<string, unknown>>(['./*.ts', '!./*.test.ts'], { eager: true }))
const tables = modules.flatMap((module) => Object.values(module)).filter((value) => value instanceof PgTable)

// The migrations are written by hand and the schema describes them to drizzle: the two must not drift apart.
test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  '%s is described as it is in the database',
  async (name, table) => {
    const described = getTableConfig(table).columns.map((column) => ({
      name: column.name,
      required: column.notNull || column.primary,
      type: typeName(column.getSQLType()),
    }))

    const rows = await db().execute<{ name: string; required: boolean; type: string }>(sql`
      select attname as name, attnotnull as required, format_type(atttypid, null) as type
      from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped`)

    const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name)
    const actual = rows
      .map((row) => ({ ...row, type: typeName(row.type) }))
      .filter(({ name: column }) => described.some((known) => known.name === column))
    expect(actual.toSorted(byName)).toEqual(described.toSorted(byName))
  },
)

// PostgreSQL's long names for what drizzle calls by the short ones.
function typeName(type: string): string {
  return type.replace(/^timestamp without time zone$/, 'timestamp').replace(/^time without time zone$/, 'time')
}
