import type { Sql } from 'postgres'

// A million new rows go in twice as fast when the indexes they are found by are made afterwards, in one go. What is taken away
// is written down first and put back by whoever comes next, should the seed be killed between.

const TABLES = ['patients', 'appointments', 'consents']

/** Takes away the indexes that only help finding. Those that keep keys unique stay. */
export async function dropSearchIndexes(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create table dropped_indexes (definition text primary key)`
    const indexes = await tx<{ name: string }[]>`
      with dropped as (
        select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
        from pg_index where indrelid::regclass::text = any(${TABLES}) and not indisunique
      ), noted as (
        insert into dropped_indexes select definition from dropped
      )
      select name from dropped`
    for (const { name } of indexes) await tx`drop index ${tx(name)}`
  })
}

/** Puts back what `dropSearchIndexes` took away, two at a time; does nothing when nothing is missing. */
export async function restoreSearchIndexes(sql: Sql): Promise<void> {
  const [{ missing } = { missing: false }] = await sql`select to_regclass('dropped_indexes') is not null as missing`
  if (!missing) return
  const rows = await sql<{ definition: string }[]>`select definition from dropped_indexes order by definition`
  const definitions = rows.map(({ definition }) => definition)
  const restoreNext = async (): Promise<void> => {
    const definition = definitions.pop()
    if (!definition) return
    await sql.begin(async (tx) => {
      await tx.unsafe(definition)
      await tx`delete from dropped_indexes where definition = ${definition}`
    })
    return restoreNext()
  }
  await Promise.all([restoreNext(), restoreNext()])
  await sql`drop table dropped_indexes`
}
