import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'

// Staged rows become patients and appointments, range by range in the order of their codes. A row that says what the chain
// already knows is not written, so repeating an import writes nothing; a column that the file does not have stays as it is.
//
// What the chain has is looked up row by row (lateral … limit 1), as a range of one with an order that only the right index
// has. To its statistics a new chain is empty, so by an equality PostgreSQL might as well read the whole chain for each row.

export type Range = { after: string; limit: number }
export type Merged = {
  lastCode: string | null
  rows: number
  isNew: number
  isChanged: number
  /** Appointments ahead that are new, or have a new version: their reminders are to be planned. */
  toPlan?: string[] | null
}

/** Columns that the file brings, by the names of the table. */
export type Brought = ReadonlySet<string>

export const PATIENT_COLUMNS = [
  'first_name',
  'last_name',
  'birth_date',
  'gender',
  'phone_typed',
  'phone',
  'phone_kind',
  'phone_country',
  'email',
  'language',
  'country',
  'clinic_id',
  'balance_micro',
  'deceased',
  'note',
] as const

/**
 * Writes the patients of one range, then what the file says of their consent to offers. Who is new has said nothing before: their
 * yes is written at once.
 */
export async function mergePatients(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const staged = slice('import_patients', chainId, importId, range)
  const columns = PATIENT_COLUMNS.filter((column) => brought.has(column))
  const bringsConsent = brought.has('marketing_consent')
  const consentsOfNew = sql`,
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, written.id, 'marketing', 'any', 'import', s.consent_wording
      from written join s using (code) where written.is_new and s.marketing_consent
    )`
  // Staged rows are one row to the statistics, and so would be joined by a loop within a loop.
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`)
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (${staged}),
    written as (
      insert into patients as p (chain_id, code, ${names(PATIENT_COLUMNS)})
      select s.chain_id, s.code, ${names(PATIENT_COLUMNS, 's')}
      from s left join lateral ${byCode('patients', chainId, sql`s.code`)} as old on true
      where old.id is null or ${differs('old', 's', columns)}
      order by s.code
      on conflict (chain_id, code) do update set ${replaced(columns)}, updated_at = now()
      where ${differs('p', 'excluded', columns)}
      returning id, code, xmax = 0 as is_new
    )${bringsConsent ? consentsOfNew : sql``}
    select (select max(code) from s) as "lastCode", (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  if (row.rows === row.isNew || !bringsConsent) return row
  return { ...row, isChanged: row.isChanged + (await mergeConsents(tx, chainId, importId, range)) }
}

/**
 * The consents of patients whom the chain knew before. A yes is written with its evidence, unless the patient has said no elsewhere
 * since; a no takes back only what an import gave. An opt-out is another table, and stays in force whatever a file says.
 *
 * @returns how many patients this changed whose own row had not changed
 */
async function mergeConsents(tx: Tx, chainId: string, importId: string, range: Range): Promise<number> {
  const [row] = await tx.execute<{ changed: number; takenBack: string[] | null }>(sql`
    with s as materialized (${slice('import_patients', chainId, importId, range)}),
    said as (
      select p.id as patient_id, p.updated_at, s.marketing_consent, s.consent_wording
      from s join lateral ${byCode('patients', chainId, sql`s.code`)} as p on true
      where s.marketing_consent is not null and p.created_at <> now()
    ),
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, patient_id, 'marketing', 'any', 'import', consent_wording
      from said left join lateral ${standingConsent(chainId, sql`said.patient_id`)} as standing on true
      where marketing_consent and standing.id is null
      on conflict (chain_id, patient_id, purpose, channel) where withdrawn_at is null do nothing
      returning patient_id
    ),
    withdrawn as (
      select consent.id, said.updated_at
      from said join lateral ${importedConsent(chainId, sql`said.patient_id`)} as consent on true
      where not said.marketing_consent
    )
    select (select array_agg(id) from withdrawn) as "takenBack",
      (select count(*)::int from said join given using (patient_id) where updated_at < now())
      + (select count(*)::int from withdrawn where updated_at < now()) as changed`)
  if (row?.takenBack) {
    await tx.execute(sql`
      update consents set withdrawn_at = now(), withdrawn_source = 'import'
      where chain_id = ${chainId} and id = any (${sql.param(arrayLiteral(row.takenBack))}::uuid[]) and withdrawn_at is null`)
  }
  return row?.changed ?? 0
}

export const APPOINTMENT_COLUMNS = [
  'patient_id',
  'clinic_id',
  'starts_at',
  'duration_minutes',
  'doctor',
  'office',
  'status',
] as const

/** Writes the appointments of one range. Versions rise by themselves where time, clinic or patient are others. */
export async function mergeAppointments(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const columns = APPOINTMENT_COLUMNS.filter((column) => brought.has(column))
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (
      select s.*, p.id as patient_id
      from (${slice('import_appointments', chainId, importId, range)}) as s
      join lateral ${byCode('patients', chainId, sql`s.patient_code`)} as p on true
    ),
    written as (
      insert into appointments as a (chain_id, code, ${names(APPOINTMENT_COLUMNS)})
      select s.chain_id, s.code, ${names(APPOINTMENT_COLUMNS, 's')}
      from s left join lateral ${byCode('appointments', chainId, sql`s.code`)} as old on true
      where old.id is null or ${differs('old', 's', columns)}
      order by s.code
      on conflict (chain_id, code) do update set ${replaced(columns)}, updated_at = now()
      where ${differs('a', 'excluded', columns)}
      returning xmax = 0 as is_new, case when version_at = now() and starts_at > now() then id end as to_plan
    )
    select (select max(code) from s) as "lastCode", (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged",
      array_agg(to_plan) filter (where to_plan is not null) as "toPlan"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

/** Tells the planner of the new rows; in a transaction of its own, since it keeps its locks to the end. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await tx.execute(sql`select refresh_patient_statistics()`)
}

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

function slice(table: string, chainId: string, importId: string, { after, limit }: Range): SQL {
  return sql`
    select * from ${sql.raw(table)}
    where chain_id = ${chainId} and import_id = ${importId} and code > ${after}
    order by code limit ${limit}`
}

function names(columns: readonly string[], table?: string): SQL {
  return sql.raw(columns.map((column) => (table ? `${table}.${column}` : column)).join(', '))
}

function differs(left: string, right: string, columns: readonly string[]): SQL {
  const of = (table: string) => columns.map((column) => `${table}.${column}`).join(', ')
  return sql.raw(`(${of(left)}) is distinct from (${of(right)})`)
}

function replaced(columns: readonly string[]): SQL {
  return sql.raw(columns.map((column) => `${column} = excluded.${column}`).join(', '))
}
