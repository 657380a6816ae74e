import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { SenderStatus } from '#lib/core/sender-in-force.ts'

export type SenderName = { country: string; name: string; status: SenderStatus; changedAt: string }

export async function listSenderNames(tx: Tx, chainId: string): Promise<SenderName[]> {
  return tx.execute<SenderName>(sql`
    select country, name, status, to_json(changed_at) #>> '{}' as "changedAt" from sender_names where chain_id = ${chainId} order by country`)
}

/** Asks for a name in countries; what is registered in one already stays in force there. */
export async function requestSenderNames(
  tx: Tx,
  chainId: string,
  { name, countries, staffId }: { name: string; countries: readonly string[]; staffId: string },
): Promise<void> {
  await tx.execute(sql`
    insert into sender_names as known (chain_id, country, name, status, changed_by)
    select ${chainId}::uuid, country, ${name}, 'requested', ${staffId}::uuid
    from unnest(${arrayLiteral(countries)}::text[]) as country
    where not exists (select from sender_names k where k.chain_id = ${chainId} and k.country = country and k.status = 'registered')
    on conflict (chain_id, country) do update set name = excluded.name, status = 'requested', changed_by = excluded.changed_by, changed_at = now()
    where known.name <> excluded.name`)
}

/** @returns what stood there before; null when there was nothing */
export async function setSenderName(
  tx: Tx,
  chainId: string,
  { country, name, status, staffId }: Pick<SenderName, 'country' | 'name' | 'status'> & { staffId: string },
): Promise<Pick<SenderName, 'name' | 'status'> | null> {
  const [before] = await tx.execute<Pick<SenderName, 'name' | 'status'>>(sql`
    select name, status from sender_names where chain_id = ${chainId} and country = ${country} for update`)
  await tx.execute(sql`
    insert into sender_names (chain_id, country, name, status, changed_by) values (${chainId}, ${country}, ${name}, ${status}, ${staffId})
    on conflict (chain_id, country) do update
      set name = excluded.name, status = excluded.status, changed_by = excluded.changed_by, changed_at = now()`)
  return before ?? null
}

/** Other chains that carry the same name, as a phone tells names apart: by letters and digits alone. */
export async function listChainsOfSender(
  tx: Tx,
  chainId: string,
  senderName: string,
): Promise<{ id: string; name: string }[]> {
  return tx.execute(sql`
    select id, name from chains
    where id <> ${chainId} and activated_at is not null and lower(replace(sender_name, ' ', '')) = lower(replace(${senderName}, ' ', ''))
    order by name limit 5`)
}
