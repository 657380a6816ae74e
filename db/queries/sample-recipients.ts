import { sql } from 'drizzle-orm'

import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'

// Only the first so many by name are looked through: a language that nobody speaks must not cost a walk over every patient.
const LOOKED_THROUGH = 2_000
const PER_LANGUAGE = 3

export type SampleRecipient = {
  id: string
  firstName: string
  lastName: string
  language: string
  clinicName: string
  clinicPhone: string | null
}

/** A few patients of each language who could get a text, of those picked where there are any, those with the longest names last, to show while one is written. */
export async function listSampleRecipients(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  channel: 'sms' | 'email',
  picked: readonly string[] | null = null,
): Promise<SampleRecipient[]> {
  const reachable = channel === 'sms' ? sql`phone_kind = 'mobile'` : sql`email is not null`
  const among = picked === null ? sql`true` : sql`id = any(${sql.param(picked)}::uuid[])`
  const inScope = clinicIds === 'all' ? sql`true` : sql`clinic_id = any(${uuidArray(clinicIds)})`
  return tx.execute<SampleRecipient>(sql`
    with looked_through as (
      select id, first_name, last_name, language, clinic_id, phone_kind, email, deceased
      from patients where chain_id = ${chainId} and ${inScope} and ${among}
      order by last_first, id limit ${LOOKED_THROUGH}
    ), ranked as (
      select *, row_number() over by_name as place, row_number() over by_length as length_place
      from looked_through
      where language is not null and not deceased and first_name <> '' and ${reachable}
      window by_name as (partition by language order by id), by_length as (partition by language order by length(first_name || last_name) desc, id)
    )
    select ranked.id, first_name as "firstName", last_name as "lastName", language,
      clinics.name as "clinicName", clinics.phone as "clinicPhone"
    from ranked join clinics on clinics.chain_id = ${chainId} and clinics.id = ranked.clinic_id
    where place < ${PER_LANGUAGE} or length_place = 1
    order by language, length_place = 1, place`)
}

/** The first of some patients by name, among those of one's own clinics. */
export async function listPickedPatients(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  picked: readonly string[],
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const inScope = clinicIds === 'all' ? sql`true` : sql`clinic_id = any(${uuidArray(clinicIds)})`
  return tx.execute(sql`
    select id, coalesce(nullif(trim(first_name || ' ' || last_name), ''), code) as name from patients
    where chain_id = ${chainId} and id = any(${sql.param(picked)}::uuid[]) and ${inScope}
    order by last_first, id limit ${limit}`)
}

function uuidArray(ids: readonly string[]) {
  return sql`array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]::uuid[]`
}
