import { expect, test } from 'vitest'

import { closeDatabase, db, sql } from '#db/client.ts'
import { fileOfText } from '#lib/imports/file.ts'
import { importFiles } from '#lib/imports/import-files.ts'
import { aChain, aClinic, testDatabase } from '#tests/database.ts'

testDatabase()

test('ranges wait for no disk, and the commit that says the import is done waits for all of them', async () => {
  const ctx = await aChain()
  await aClinic(ctx, { name: 'Tartu kliinik' })
  await db().execute(sql`create table seen (at serial, status text, rows int, waits text)`)
  await db().execute(sql`
    create function see_commit() returns trigger language plpgsql security definer as $$ begin
      insert into seen (status, rows, waits)
      values (new.status, new.rows_read + new.rows_new, current_setting('synchronous_commit'));
      return null;
    end $$`)
  await db().execute(
    sql`create trigger see_commit after insert or update on imports for each row execute function see_commit()`,
  )
  // As a server has it where data matter; that of tests waits for nothing.
  await db().execute(sql`do $$ begin
    execute format('alter database %I set synchronous_commit = on', current_database()); end $$`)
  await closeDatabase()

  const rows = ['P1;Mari;Maasikas', 'P2;Jaan;Tamm', 'P3;Liis;Kask']
  await importFiles(ctx, [fileOfText('people.csv', ['Kood;Eesnimi;Perenimi', ...rows].join('\n'))])

  const seen = await db().execute<{ status: string; rows: number; waits: string }>(sql`
    select status, rows, waits from seen order by at`)
  const of = (waits: string) => [
    ...new Set(seen.filter((row) => row.waits === waits).map((row) => `${row.status} ${row.rows}`)),
  ]
  expect(of('off')).toEqual(['checking 3', 'applying 6'])
  expect(of('on')).toEqual(['checking 0', 'checked 3', 'applying 3', 'done 6'])
})
