import type { SQL } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { sql } from '#db/client.ts'

// The audit log as the chain's manager reads it: newest first, by id, which rises with time.

export const AUDIT_ROWS_PER_PAGE = 50
const MOST_PEOPLE = 500

export type AuditFilter = {
  staffId?: string | undefined
  /** Nobody signed in: jobs, scripts and patients' links. */
  byService?: boolean | undefined
  /** The noun of an action: `campaign` of `campaign.send`. */
  kind?: string | undefined
  entityId?: string | undefined
  /** 'YYYY-MM-DD' in `zone`, both included. */
  fromDay?: string | undefined
  toDay?: string | undefined
  zone: string
}

export type AuditCursor = { toward: 'older' | 'newer'; id: string }

export type AuditRow = {
  id: string
  at: Date
  staffId: string | null
  /** Null for nobody, and for the operator, who belongs to no chain. */
  staffName: string | null
  action: string
  entityId: string | null
  before: unknown
  after: unknown
  address: string | null
  device: string | null
  sealed: boolean
  /** Hexadecimal; what the seals are made of. */
  hash: string
}

/** One page; one row more than the limit tells that there is another. */
export async function listAudit(
  tx: Tx,
  chainId: string,
  filter: AuditFilter,
  { cursor, limit = AUDIT_ROWS_PER_PAGE }: { cursor?: AuditCursor | undefined; limit?: number } = {},
): Promise<AuditRow[]> {
  const order = sql.raw(cursor?.toward === 'newer' ? 'asc' : 'desc')
  const rows = await tx.execute<Omit<AuditRow, 'at'> & { at: string }>(sql`
    select l.id, to_json(l.at) #>> '{}' as at, l.staff_id as "staffId", s.name as "staffName", l.action, l.entity_id as "entityId",
      l.before, l.after, l.address, l.device, encode(audit_row_hash(l), 'hex') as hash,
      not exists (select from audit_to_seal q where q.chain_id = l.chain_id and q.id = l.id) as sealed
    from audit_log l left join staff s on s.id = l.staff_id
    where l.chain_id = ${chainId} and ${auditMatching(filter)} and ${auditBeyond(cursor)}
    order by l.id ${order} limit ${limit + 1}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** The chain's people, for the filter; who has left is still among those who did something. */
export async function listAuditPeople(tx: Tx, chainId: string): Promise<{ id: string; name: string }[]> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from staff where chain_id = ${chainId} order by name, id limit ${MOST_PEOPLE}`)
  return [...rows]
}

/** The nouns that a chain's log knows; each is found by a step through the index, however long the log is. */
export async function listAuditKinds(tx: Tx, chainId: string): Promise<string[]> {
  const rows = await tx.execute<{ kind: string }>(sql`
    with recursive actions as (
      (select action from audit_log where chain_id = ${chainId} order by action limit 1)
      union all
      select (select l.action from audit_log l where l.chain_id = ${chainId} and l.action > a.action order by l.action limit 1)
      from actions a where a.action is not null
    )
    select distinct split_part(action, '.', 1) as kind from actions where action is not null order by kind`)
  return rows.map(({ kind }) => kind)
}

/** What a filter asks of `l`, a row of this log or of the operators' own. */
export function auditMatching({ staffId, byService, kind, entityId, fromDay, toDay, zone }: AuditFilter): SQL {
  const conditions = [
    staffId && sql`l.staff_id = ${staffId}`,
    byService && sql`l.staff_id is null`,
    kind && sql`(l.action = ${kind} or l.action ^@ ${`${kind}.`})`,
    entityId && sql`l.entity_id = ${entityId}`,
    fromDay && sql`l.at >= ${fromDay}::date::timestamp at time zone ${zone}`,
    toDay && sql`l.at < (${toDay}::date + 1)::timestamp at time zone ${zone}`,
  ].filter((condition) => condition !== undefined && condition !== false && condition !== '')
  return sql.join([sql`true`, ...(conditions as SQL[])], sql` and `)
}

/** What lies beyond a row of `l`, by id. */
export function auditBeyond(cursor: AuditCursor | undefined): SQL {
  if (!cursor) return sql`true`
  return cursor.toward === 'older' ? sql`l.id < ${cursor.id}` : sql`l.id > ${cursor.id}`
}
