import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import { PATIENT_COLUMNS } from '#db/queries/imports-merge.ts'
import { byCode, importedConsent, standingConsent } from '#db/queries/imports-rows.ts'
import type { AppointmentFigures, PatientFigures } from '#lib/core/import-figures.ts'

// What a file holds, counted over its staged rows: per person, after rows entered twice were folded.

type PatientCounts = Omit<PatientFigures, 'rows' | 'imported' | 'refused' | 'rows_entered_twice'>

/**
 * Nobody's language or country is counted under `None`. Debts are in cents.
 *
 * People are counted once, by what few values they share; all but distinct numbers is added up from those counts.
 */
export async function countPatientFigures(tx: Tx, chainId: string, importId: string): Promise<PatientCounts> {
  const staged = sql`import_patients where chain_id = ${chainId} and import_id = ${importId}`
  const [row] = await tx.execute<PatientCounts>(sql`
    with counts as materialized (
      select language, country, clinic_id, count(*) as people,
        count(*) filter (where phone_kind = 'mobile') as mobile,
        count(*) filter (where phone_kind = 'landline') as landline,
        count(*) filter (where phone_kind = 'invalid') as invalid,
        count(email) as email,
        count(*) filter (where balance_micro < 0) as debtors,
        sum(balance_micro) filter (where balance_micro < 0) as debt_micro,
        count(*) filter (where deceased) as deceased,
        count(*) filter (where marketing_consent) as consent,
        count(*) filter (where gender = 'female') as female,
        count(*) filter (where extract(day from birth_date) = 29 and extract(month from birth_date) = 2) as leap
      from ${staged} group by language, country, clinic_id
    )
    select
      (${added(sql`select coalesce(language, 'None') as key, people from counts`)}) as by_language,
      (${added(sql`select coalesce(country, 'None') as key, people from counts`)}) as by_country,
      (${added(sql`
        select c.name as key, people from counts join clinics c on c.chain_id = ${chainId} and c.id = clinic_id`)}) as by_clinic,
      coalesce(sum(mobile), 0)::int as with_sms_number,
      (select count(*)::int from (select from ${staged} and phone_kind = 'mobile' group by phone) as numbers) as distinct_sms_numbers,
      coalesce(sum(landline), 0)::int as landline_only,
      coalesce(sum(invalid), 0)::int as invalid_number,
      coalesce(sum(email), 0)::int as with_email,
      coalesce(sum(debtors), 0)::int as debtors,
      round(coalesce(-sum(debt_micro), 0) / 10000)::bigint as debt_cents,
      coalesce(sum(deceased), 0)::int as deceased,
      coalesce(sum(consent), 0)::int as marketing_consent,
      coalesce(sum(female), 0)::int as female,
      coalesce(sum(leap), 0)::int as born_29_feb
    from counts`)
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
      (${added(sql`select s.status as key, 1 as people from ${staged}`)}) as by_status,
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

/** People of each key, from rows that stand for several. */
function added(counts: SQL): SQL {
  return sql`
    select coalesce(jsonb_object_agg(key, people), '{}') from (
      select key, sum(people)::int as people from (${counts}) as counts group by key) as sums`
}

function differs(table: string, columns: readonly string[]): SQL {
  const of = (name: string) => columns.map((column) => `${name}.${column}`).join(', ')
  return sql.raw(`(${of(table)}) is distinct from (${of('s')})`)
}
