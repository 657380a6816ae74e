import { randomUUID } from 'node:crypto'

import { db, sql } from '#db/client.ts'

// Each lock is taken out on the test's own database, past the code that is tried.

/** Row-level security alone: whoever signs in, the database takes them for somebody of another chain, so that only it stands in the way. Null ends it. */
export async function databaseTakesEverybodyFor(chainId: string | null): Promise<void> {
  const shown = chainId === null ? `nullif(current_setting('app.chain_id', true), '')::uuid` : `'${chainId}'::uuid`
  await db().execute(
    sql.raw(`create or replace function app_chain_id() returns uuid language sql stable as $f$ select ${shown} $f$`),
  )
}

/**
 * Row-level security alone among clinics: the database takes whoever acts for some clinics for staff of this one, whatever the checks
 * make of them. Null ends it.
 */
export async function databaseTakesStaffForThoseOf(clinicId: string | null): Promise<void> {
  const shown =
    clinicId === null
      ? `coalesce(nullif(current_setting('app.clinic_ids', true), '')::uuid[], '{}')`
      : `array['${clinicId}'::uuid]`
  await db().execute(
    sql.raw(
      `create or replace function app_clinic_ids() returns uuid[] language sql stable parallel safe as $f$ select ${shown} $f$`,
    ),
  )
}

/** Checks alone: the database shows every row to everybody. */
export async function databaseShowsEverything(): Promise<void> {
  await db().execute(sql`
    do $$
    declare
      name text;
    begin
      for name in select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace loop
        execute format('alter table %I no force row level security', name);
        execute format('alter table %I disable row level security', name);
      end loop;
    end $$`)
}

/** What a chain and one of its staff have in every table, as one fingerprint a table; of rows that name one of `ids` only, where there are any. */
export async function fingerprints(
  chainId: string,
  staffId: string,
  ids: string[] = [],
): Promise<Record<string, string>> {
  const tables = await db().execute<{ name: string }>(sql`
    select relation.relname as name from pg_class relation join pg_attribute on attrelid = relation.oid and attname = 'chain_id' and not attisdropped
    where relation.relkind in ('r', 'p') and not relation.relispartition and relnamespace = 'public'::regnamespace
    order by 1`)
  const named = ids.length > 0 ? sql`and row::text ~ ${ids.join('|')}` : sql``
  const prints: Record<string, string> = {}
  for (const name of ['sessions', 'passkeys', 'recovery_codes']) {
    const [print] = await db().execute<{ print: string }>(sql`
      select md5(string_agg(row::text, '|' order by row::text)) as print from ${sql.identifier(name)} row where staff_id = ${staffId}`)
    prints[name] = print?.print ?? ''
  }
  for (const { name } of tables) {
    const [print] = await db().execute<{ print: string }>(sql`
      select count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') as print
      from ${sql.identifier(name)} row where chain_id = ${chainId} ${named}`)
    prints[name] = print?.print ?? ''
  }
  return prints
}

/** Tables in which another chain's rows name one of `ids`: what was tied to a stranger's row. */
export async function tablesNaming(ids: string[], chainId: string): Promise<string[]> {
  const prints = await fingerprints(chainId, randomUUID(), ids)
  return Object.entries(prints)
    .filter(([, print]) => print !== '' && !print.startsWith('0 '))
    .map(([name]) => name)
}
