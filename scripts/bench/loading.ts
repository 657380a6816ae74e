import type { Sql } from 'postgres'

/**
 * Fills tables as quickly as a database can be filled: keys between tables are not looked up, and the indexes that no constraint
 * needs are built when the rows are there. For what the benchmark makes up itself, and so knows to be right.
 */
export async function loading(sql: Sql, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid = any(${tables}::regclass[]) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`
  for (const { name } of indexes) await sql`drop index ${sql(name)}`
  await sql`set session_replication_role = replica`
  await work()
  await sql`set session_replication_role = origin`
  for (const { definition } of indexes) await sql.unsafe(definition)
}
