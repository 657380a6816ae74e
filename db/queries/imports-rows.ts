import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

// Staged rows become patients and appointments, range by range in the order of their codes. A row that says what the chain
// already knows is not written, so repeating an import writes nothing; a column that the file does not have stays as it is.
//
// What the chain has is looked up row by row (lateral … limit 1), as a range of one with an order that only the right index
// has. To its statistics a new chain is empty, so by an equality PostgreSQL might as well read the whole chain for each row.

/** Codes behind the one, to the other. */
export type Range = { after: string; through: string }
export type Merged = {
  rows: number
  isNew: number
  isChanged: number
  /** Appointments ahead that are new, or have a new version: their reminders are to be planned. */
  toPlan?: string[] | null
}

/** Columns that the file brings, by the names of the table. */
export type Brought = ReadonlySet<string>

/** The patient or appointment that has a code. */
export function byCode(table: 'patients' | 'appointments', chainId: string, code: SQL): SQL {
  return sql`(
    select * from ${sql.raw(table)} as found
    where found.chain_id = ${chainId} and found.code >= ${code} and found.code <= ${code}
    order by found.code limit 1)`
}

/** A consent to offers that an import may not give again: one in force, or one that the patient or staff has taken back. */
export function standingConsent(chainId: string, patientId: SQL): SQL {
  return sql`(
    select c.id from consents c
    where c.chain_id = ${chainId} and c.patient_id >= ${patientId} and c.patient_id <= ${patientId}
      and c.purpose = 'marketing' and c.channel = 'any'
      and (c.withdrawn_at is null or c.withdrawn_source is distinct from 'import')
    order by c.patient_id limit 1)`
}

/** A consent to offers in force that an import gave, and so may take back. */
export function importedConsent(chainId: string, patientId: SQL): SQL {
  return sql`(
    select c.id from consents c
    where c.chain_id = ${chainId} and c.patient_id >= ${patientId} and c.patient_id <= ${patientId}
      and c.purpose = 'marketing' and c.source = 'import' and c.withdrawn_at is null
    order by c.patient_id limit 1)`
}

export function slice(table: string, chainId: string, importId: string, { after, through }: Range): SQL {
  return sql`
    select * from ${sql.raw(table)}
    where chain_id = ${chainId} and import_id = ${importId} and code > ${after} and code <= ${through}
    order by code`
}

export function names(columns: readonly string[], table?: string): SQL {
  return sql.raw(columns.map((column) => (table ? `${table}.${column}` : column)).join(', '))
}

function differs(left: string, right: string, columns: readonly string[]): SQL {
  const of = (table: string) => columns.map((column) => `${table}.${column}`).join(', ')
  return sql.raw(`(${of(left)}) is distinct from (${of(right)})`)
}

function replaced(columns: readonly string[]): SQL {
  return sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(', '))
}

/** Writes the rows of `s` that are new, or differ from what the chain has in one of the columns that the file brought. */
export function newOrChanged(
  table: 'patients' | 'appointments',
  chainId: string,
  columns: readonly string[],
  brought: readonly string[],
): SQL {
  return sql`
    insert into ${sql.raw(table)} as known (chain_id, code, ${names(columns)})
    select s.chain_id, s.code, ${names(columns, 's')}
    from s left join lateral ${byCode(table, chainId, sql`s.code`)} as old on true
    where old.id is null or ${differs('old', 's', brought)}
    order by s.code
    on conflict (chain_id, code) do update set ${replaced(brought)}, updated_at = now()
    where ${differs('known', 'excluded', brought)}`
}
