import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

/** An import of any chain that should be under way, and that no job is going to take further. */
export type ImportToKeep = { chainId: string; importId: string; gaveUp: boolean }

/** Those of the portal that have not moved and whose job was lost, or has used up its tries; the oldest first. */
export async function listImportsToKeep(tx: Tx, { idleMinutes }: { idleMinutes: number }): Promise<ImportToKeep[]> {
  return tx.execute<ImportToKeep>(sql`
    select i.chain_id as "chainId", i.id as "importId", coalesce(j.gave_up, false) as "gaveUp"
    from imports i
      left join lateral (
        select bool_or(state in ('created', 'retry', 'active')) as is_alive, bool_or(state = 'failed') as gave_up
        from pgboss.job where name = 'import.run' and data ->> 'importId' = i.id::text
      ) j on true
    where i.status in ('checking', 'applying') and i.source = 'portal'
      and i.updated_at < now() - make_interval(mins => ${idleMinutes}::int)
      and j.is_alive is not true
    order by i.id`)
}

/**
 * Takes away what was kept of files that nobody has touched for so long: the files themselves, the rows that were read from them and
 * those that were refused. Figures stay. One that still waited for a person counts as dropped.
 */
export async function deleteOldImportRows(tx: Tx, { days }: { days: number }): Promise<void> {
  const old = sql`select chain_id, id from imports
    where status not in ('checking', 'applying') and updated_at < now() - make_interval(days => ${days}::int)`
  for (const table of ['import_chunks', 'import_refusals', 'import_patients', 'import_appointments']) {
    await tx.execute(sql`delete from ${sql.identifier(table)} where (chain_id, import_id) in (${old})`)
  }
  await tx.execute(sql`update imports set status = 'cancelled', updated_at = updated_at
    where status in ('uploaded', 'checked', 'failed') and (chain_id, id) in (${old})`)
}
