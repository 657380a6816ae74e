import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

export type TextLimit = {
  location: string
  /** Null where the usual limit holds (lib/core/template-text.ts). */
  maxCharacters: number | null
  chains: number
}

/** The limit of each location that has chains or prices. */
export async function listTextLimits(tx: Tx): Promise<TextLimit[]> {
  return tx.execute<TextLimit>(sql`
    select l.location, t.max_characters as "maxCharacters", (select count(*)::int from chains c where c.location = l.location) as chains
    from (select location from tariffs union select location from chains union select location from text_limits) as l
    left join text_limits t on t.location = l.location
    order by l.location`)
}

/** @returns the limit before; null for the usual one */
export async function setTextLimit(tx: Tx, location: string, maxCharacters: number): Promise<number | null> {
  const [before] = await tx.execute<{ maxCharacters: number }>(sql`
    select max_characters as "maxCharacters" from text_limits where location = ${location} for update`)
  await tx.execute(sql`
    insert into text_limits (location, max_characters) values (${location}, ${maxCharacters})
    on conflict (location) do update set max_characters = excluded.max_characters`)
  return before?.maxCharacters ?? null
}
