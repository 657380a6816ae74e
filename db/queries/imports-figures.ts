import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { PATIENT_COLUMNS } from '#db/queries/imports-merge.ts'
import { byCode, importedConsent, standingConsent } from '#db/queries/imports-rows.ts'
import type { AppointmentFigures, PatientFigures } from '#lib/core/import-figures.ts'

// What a file holds, counted over its staged rows: per person, after rows entered twice were folded.

type PatientCounts = Omit<PatientFigures, 'rows' | 'imported' | 'refused' | 'rows_entered_twice'>

/** Nobody's language or country is counted under `None`. Debts are in cents. */
export async function countPatientFigures(tx: Tx, chainId: string, importId: string): Promise<PatientCounts> {
  const staged = sql`import_patients s where s.chain_id = ${chainId} and s.import_id = ${importId}`
  const [row] = await tx.execute<PatientCounts>(sql`
    select
      (${counted(sql`select coalesce(s.language, 'None') as key from ${staged}`)}) as by_language,
      (${counted(sql`select coalesce(s.country, 'None') as key from ${staged}`)}) as by_country,
      (${counted(sql`
        select c.name as key from import_patients s join clinics c on c.chain_id = s.chain_id and c.id = s.clinic_id
        where s.chain_id = ${chainId} and s.import_id = ${importId}`)}) as by_clinic,
      count(*) filter (where phone_kind = 'mobile')::int as with_sms_number,
      (select count(distinct s.phone)::int from ${staged} and s.phone_kind = 'mobile') as distinct_sms_numbers,
      count(*) filter (where phone_kind = 'landline')::int as landline_only,
      count(*) filter (where phone_kind = 'invalid')::int as invalid_number,
      count(email)::int as with_email,
      count(*) filter (where balance_micro < 0)::int as debtors,
      round(coalesce(-sum(balance_micro) filter (where balance_micro < 0), 0) / 10000)::bigint as debt_cents,
      count(*) filter (where deceased)::int as deceased,
      count(*) filter (where marketing_consent)::int as marketing_consent,
      count(*) filter (where gender = 'female')::int as female,
      count(*) filter (where extract(day from birth_date) = 29 and extract(month from birth_date) = 2)::int as born_29_feb
    from ${staged}`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

type AppointmentCounts = Pick<AppointmentFigures, 'by_status' | 'in_future'>

/** `in_future` from the first moment of the day `asOf` at the chain, or from now. */
export async function countAppointmentFigures(
  tx: Tx,
  chainId: string,
  importId: string,
  asOf: string | null,
): Promise<AppointmentCounts> {
  const staged = sql`import_appointments s where s.chain_id = ${chainId} and s.import_id = ${importId}`
  const [row] = await tx.execute<AppointmentCounts>(sql`
    select
      (${counted(sql`select s.status as key from ${staged}`)}) as by_status,
      count(*) filter (where s.starts_at >= coalesce(
        ${asOf}::timestamp at time zone (select zone from chains where id = ${chainId}), now()))::int as in_future
    from ${staged}`)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

/** How many staged patients are new to the chain, and how many would change: what applying them would do at this moment. */
export async function comparePatients(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: ReadonlySet<string>,
): Promise<{ isNew: number; isChanged: number }> {
  const columns = PATIENT_COLUMNS.filter((column) => brought.has(column))
  return compared(
    tx,
    sql`
    select count(*) filter (where p.id is null)::int as "isNew",
      count(*) filter (where p.id is not null and (${differs('p', columns)}
        or s.marketing_consent and standing.id is null
        or not s.marketing_consent and given.id is not null))::int as "isChanged"
    from import_patients s
      left join lateral ${byCode('patients', chainId, sql`s.code`)} as p on true
      left join lateral ${standingConsent(chainId, sql`p.id`)} as standing on true
      left join lateral ${importedConsent(chainId, sql`p.id`)} as given on true
    where s.chain_id = ${chainId} and s.import_id = ${importId}`,
  )
}

export async function compareAppointments(
  tx: Tx,
  chainId: string,
  importId: string,
  brought: ReadonlySet<string>,
): Promise<{ isNew: number; isChanged: number }> {
  const columns = ['clinic_id', 'starts_at', 'duration_minutes', 'doctor', 'office', 'status']
  return compared(
    tx,
    sql`
    select count(*) filter (where a.id is null)::int as "isNew",
      count(*) filter (where a.id is not null and (p.id is distinct from a.patient_id
        or ${differs(
          'a',
          columns.filter((column) => brought.has(column)),
        )}))::int as "isChanged"
    from import_appointments s
      left join lateral ${byCode('appointments', chainId, sql`s.code`)} as a on true
      left join lateral ${byCode('patients', chainId, sql`s.patient_code`)} as p on true
    where s.chain_id = ${chainId} and s.import_id = ${importId}`,
  )
}

async function compared(tx: Tx, query: SQL): Promise<{ isNew: number; isChanged: number }> {
  const [row] = await tx.execute<{ isNew: number; isChanged: number }>(query)
  if (!row) throw new Error('an aggregate gives a row')
  return row
}

function counted(keys: SQL): SQL {
  return sql`
    select coalesce(jsonb_object_agg(key, count), '{}') from (
      select key, count(*)::int as count from (${keys}) as keys group by key) as counts`
}

function differs(table: string, columns: readonly string[]): SQL {
  const of = (name: string) => columns.map((column) => `${name}.${column}`).join(', ')
  return sql.raw(`(${of(table)}) is distinct from (${of('s')})`)
}
