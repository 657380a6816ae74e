import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { AuditCursor, AuditFilter } from '#db/queries/audit-list.ts'
import { AUDIT_ROWS_PER_PAGE, auditBeyond, auditMatching } from '#db/queries/audit-list.ts'

// What operators did, as operators read it: of money, chains and the service, and never of a patient.

export type ServiceLine = {
  /** Null for what is about no chain in particular. */
  chainId: string | null
  staffId: string
  action: string
  entityId: string | null
  before: unknown
  after: unknown
  address: string | null
  device: string | null
}

export async function insertServiceLine(tx: Tx, line: ServiceLine): Promise<void> {
  const { chainId, staffId, action, entityId, before, after, address, device } = line
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await tx.execute(sql`
    insert into service_log (chain_id, staff_id, action, entity_id, before, after, address, device)
    values (${chainId}, ${staffId}, ${action}, ${entityId}, ${json(before)}::text::jsonb, ${json(after)}::text::jsonb, ${address}, ${device})`)
}

export type ServiceRow = ServiceLine & { id: string; at: Date; staffName: string | null; chainName: string | null }
export type ServiceFilter = AuditFilter & { chainId?: string | undefined }

/** One page, newest first; one row more than the limit tells that there is another. */
export async function listServiceLog(
  tx: Tx,
  filter: ServiceFilter,
  { cursor, limit = AUDIT_ROWS_PER_PAGE }: { cursor?: AuditCursor | undefined; limit?: number } = {},
): Promise<ServiceRow[]> {
  const order = sql.raw(cursor?.toward === 'newer' ? 'asc' : 'desc')
  const rows = await tx.execute<Omit<ServiceRow, 'at'> & { at: string }>(sql`
    select l.id, to_json(l.at) #>> '{}' as at, l.staff_id as "staffId", s.name as "staffName", l.chain_id as "chainId", c.name as "chainName",
      l.action, l.entity_id as "entityId", l.before, l.after, l.address, l.device
    from service_log l left join staff s on s.id = l.staff_id left join chains c on c.id = l.chain_id
    where ${auditMatching(filter)} and ${auditBeyond(cursor)} ${filter.chainId ? sql`and l.chain_id = ${filter.chainId}` : sql``}
    order by l.id ${order} limit ${limit + 1}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** Who runs the service, or did, by name. */
export async function listServicePeople(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.execute<{ id: string; name: string }>(sql`
    select id, name from staff where role = 'operator' order by name, id limit 500`)
}

/** The nouns that the log knows, each found by a step through the index. */
export async function listServiceKinds(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ kind: string }>(sql`
    with recursive actions as (
      (select action from service_log order by action limit 1)
      union all
      select (select l.action from service_log l where l.action > a.action order by l.action limit 1) from actions a where a.action is not null
    )
    select distinct split_part(action, '.', 1) as kind from actions where action is not null order by kind`)
  return rows.map(({ kind }) => kind)
}
