import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'

// Staged rows become patients and appointments, range by range in the order of their codes. A row that says what the chain
// already knows is not written, so repeating an import writes nothing; a column that the file does not have stays as it is.

export type Range = { after: string; limit: number }
export type Merged = { lastCode: string | null; rows: number; isNew: number; isChanged: number }

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

/** Writes the patients of one range, then what the file says of their consent to offers. */
export async function mergePatients(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: Brought,
  range: Range,
): Promise<Merged> {
  const staged = slice('import_patients', chainId, importId, range)
  const columns = PATIENT_COLUMNS.filter((column) => brought.has(column))
  const [row] = await tx.execute<Merged>(sql`
    with s as materialized (${staged}),
    written as (
      insert into patients as p (chain_id, code, ${names(PATIENT_COLUMNS)})
      select s.chain_id, s.code, ${names(PATIENT_COLUMNS, 's')}
      from s left join patients old on old.chain_id = ${chainId} and old.code = s.code
      where old.id is null or ${differs('old', 's', columns)}
      order by s.code
      on conflict (chain_id, code) do update set ${replaced(columns)}, updated_at = now()
      where ${differs('p', 'excluded', columns)}
      returning xmax = 0 as is_new
    )
    select (select max(code) from s) as "lastCode", (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  if (row.rows === 0 || !brought.has('marketing_consent')) return row
  return { ...row, isChanged: row.isChanged + (await mergeConsents(tx, chainId, importId, range)) }
}

/**
 * A yes is written with its evidence, unless the patient has said no elsewhere since; a no takes back only what an import
 * gave. An opt-out is another table, and stays in force whatever a file says.
 *
 * @returns how many patients this changed whose own row had not changed
 */
async function mergeConsents(tx: Tx, chainId: string, importId: string, range: Range): Promise<number> {
  const [row] = await tx.execute<{ changed: number }>(sql`
    with s as materialized (${slice('import_patients', chainId, importId, range)}),
    said as (
      select p.id as patient_id, p.updated_at, s.marketing_consent, s.consent_wording
      from s join patients p on p.chain_id = ${chainId} and p.code = s.code
      where s.marketing_consent is not null
    ),
    given as (
      insert into consents (chain_id, patient_id, purpose, channel, source, wording)
      select ${chainId}::uuid, patient_id, 'marketing', 'any', 'import', consent_wording
      from said
      where marketing_consent and not exists (
        select from consents c
        where c.chain_id = ${chainId} and c.patient_id = said.patient_id and c.purpose = 'marketing'
          and c.channel = 'any' and (c.withdrawn_at is null or c.withdrawn_source is distinct from 'import'))
      on conflict (chain_id, patient_id, purpose, channel) where withdrawn_at is null do nothing
      returning patient_id
    ),
    withdrawn as (
      update consents c set withdrawn_at = now(), withdrawn_source = 'import'
      from said
      where not said.marketing_consent and c.chain_id = ${chainId} and c.patient_id = said.patient_id
        and c.purpose = 'marketing' and c.source = 'import' and c.withdrawn_at is null
      returning c.patient_id
    )
    select count(*)::int as changed
    from said join (select patient_id from given union select patient_id from withdrawn) as changed using (patient_id)
    where said.updated_at < now()`)
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

/** The version rises with time, clinic or patient: that is what a reminder that went out may have said wrongly. */
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
      join patients p on p.chain_id = ${chainId} and p.code = s.patient_code
    ),
    written as (
      insert into appointments as a (chain_id, code, ${names(APPOINTMENT_COLUMNS)})
      select s.chain_id, s.code, ${names(APPOINTMENT_COLUMNS, 's')}
      from s left join appointments old on old.chain_id = ${chainId} and old.code = s.code
      where old.id is null or ${differs('old', 's', columns)}
      order by s.code
      on conflict (chain_id, code) do update set ${replaced(columns)}, updated_at = now(),
        version = a.version
          + case when ${differs('a', 'excluded', ['patient_id', 'clinic_id', 'starts_at'])} then 1 else 0 end
      where ${differs('a', 'excluded', columns)}
      returning xmax = 0 as is_new
    )
    select (select max(code) from s) as "lastCode", (select count(*)::int from s) as rows,
      count(*) filter (where is_new)::int as "isNew", count(*) filter (where not is_new)::int as "isChanged"
    from written`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
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
