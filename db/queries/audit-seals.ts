import type { Tx } from '#db/client.ts'
import { sql } from '#db/client.ts'
import type { AuditFault } from '#db/schema/audit.ts'
import { auditChecks } from '#db/schema/audit.ts'

/**
 * Seals up to `limit` rows of the log that wait for it, one seal a chain: each covers the one before it and its rows in the order of their
 * ids. What another worker is sealing at this moment is passed over. @returns how many rows were sealed, and the seals
 */
export async function sealAuditRows(tx: Tx, limit: number): Promise<{ rows: number; seals: AuditSeal[] }> {
  const [row] = await tx.execute<{ rows: number; seals: AuditSeal[] | null }>(sql`
    with due as materialized (
      select chain_id, id from audit_to_seal order by chain_id, id limit ${limit} for update skip locked
    ), hashed as materialized (
      select a.chain_id, array_agg(a.id order by a.id) as row_ids, array_agg(audit_row_hash(a) order by a.id) as row_hashes
      from due join audit_log a on a.chain_id = due.chain_id and a.id = due.id group by a.chain_id
    ), sealed as (
      insert into audit_seals (chain_id, number, row_ids, row_hashes, seal)
      select h.chain_id, coalesce(last.number, 0) + 1, h.row_ids, h.row_hashes,
        audit_seal(last.seal, coalesce(last.number, 0) + 1, h.row_ids, h.row_hashes)
      from hashed h left join lateral (
        select s.number, s.seal from audit_seals s where s.chain_id = h.chain_id order by s.number desc limit 1
      ) last on true
      returning chain_id, number, seal
    )
    delete from audit_to_seal q using due where q.chain_id = due.chain_id and q.id = due.id
    returning (select count(*)::int from due) as rows, (
      select json_agg(json_build_object('chainId', chain_id, 'number', number, 'seal', encode(seal, 'hex'))) from sealed) as seals`)
  return { rows: row?.rows ?? 0, seals: row?.seals ?? [] }
}

/** The seal is in hexadecimal. */
type AuditSeal = { chainId: string; number: number; seal: string }

export type AuditCheck = Omit<typeof auditChecks.$inferInsert, 'chainId'> & { faults: AuditFault[] }

/** Goes through a chain's log and its seals from the first, and tells all places where they do not fit, at most `limit` of them. */
export async function findAuditFaults(tx: Tx, chainId: string, limit: number): Promise<AuditCheck> {
  // First, so that everything up to there is looked at below, whatever is sealed meanwhile.
  const [through] = await tx.execute<{ through: number; rows: number; sealedUntil: Date | null }>(sql`
    select coalesce(max(number), 0) as through, coalesce(sum(cardinality(row_ids)), 0)::bigint as rows, max(sealed_at) as "sealedUntil"
    from audit_seals where chain_id = ${chainId}`)
  const faults = await tx.execute<AuditFault>(sql`
    with seals as materialized (
      select number, row_ids, row_hashes, seal, lag(number) over by_number as previous_number, lag(seal) over by_number as previous
      from audit_seals where chain_id = ${chainId} window by_number as (order by number)
    ), sealed as materialized (
      select s.number, r.id, r.hash from seals s, unnest(s.row_ids, s.row_hashes) as r (id, hash)
    )
    select 'seal_removed' as kind, number - 1 as seal, null::uuid as id from seals where coalesce(previous_number, 0) <> number - 1
    union all
    select 'seal_altered', number, null from seals where seal <> audit_seal(previous, number, row_ids, row_hashes)
    union all
    select 'row_removed', s.number, s.id from sealed s
    where not exists (select from audit_log a where a.chain_id = ${chainId} and a.id = s.id)
    union all
    select 'row_altered', s.number, s.id from sealed s join audit_log a on a.chain_id = ${chainId} and a.id = s.id
    where audit_row_hash(a) <> s.hash
    union all
    select 'row_inserted', null, a.id from audit_log a
    where a.chain_id = ${chainId} and not exists (select from sealed s where s.id = a.id)
      and not exists (select from audit_to_seal q where q.chain_id = ${chainId} and q.id = a.id)
    order by seal, id limit ${limit}`)
  const { sealedUntil, ...figures } = through ?? { through: 0, rows: 0, sealedUntil: null }
  return { ...figures, sealedUntil: sealedUntil && new Date(sealedUntil), faults: [...faults] }
}

export async function insertAuditCheck(tx: Tx, chainId: string, check: AuditCheck): Promise<void> {
  await tx.insert(auditChecks).values({ chainId, ...check })
}

/** The chains that have seals; the nightly check goes through them one by one. */
export async function listSealedChains(workerTx: Tx): Promise<string[]> {
  const rows = await workerTx.execute<{ chainId: string }>(sql`
    select id as "chainId" from chains c where exists (select from audit_seals s where s.chain_id = c.id) order by id`)
  return rows.map(({ chainId }) => chainId)
}

export type AuditSealState = {
  /** Rows that wait for the next minute's seal. */
  waiting: number
  lastCheck: (AuditCheck & { checkedAt: Date }) | null
}

export async function findAuditSealState(tx: Tx, chainId: string): Promise<AuditSealState> {
  const [waiting] = await tx.execute<{ rows: number }>(
    sql`select count(*)::int as rows from audit_to_seal where chain_id = ${chainId}`,
  )
  const [lastCheck] = await tx
    .select()
    .from(auditChecks)
    .where(sql`${auditChecks.chainId} = ${chainId}`)
    .orderBy(sql`${auditChecks.id} desc`)
    .limit(1)
  return { waiting: waiting?.rows ?? 0, lastCheck: lastCheck ?? null }
}
