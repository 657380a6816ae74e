import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Tx } from '#db/client.ts'
import type { ClinicScope } from '#db/queries/patients.ts'
import { BOOKED_STATUSES } from '#lib/core/appointment-status.ts'
import type { VisitToTell } from '#lib/core/visit-values.ts'

// Visits at one's own clinics, of patients at home wherever. Only the next so many visits are looked through: a preview must not cost a walk over all that are booked.
const LOOKED_THROUGH = 2_000
const TYPICAL = 5

export type SampleVisit = Omit<VisitToTell, 'toldLocal'> & {
  appointmentId: string
  language: string
  clinicId: string
  country: string | null
  isLongest: boolean
}

/** The next visits of each language, and the one whose text comes out longest, to show a text of a rule with. */
export async function listSampleVisits(tx: Tx, { chainId, clinicIds }: ClinicScope): Promise<SampleVisit[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`a.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<SampleVisit>(sql`
    with next as materialized (
      select a.* from appointments a where a.chain_id = ${chainId} and a.starts_at > now() and ${own}
        and a.status = any(${arrayLiteral(BOOKED_STATUSES)}::text[])
      order by a.starts_at limit ${LOOKED_THROUGH}
    ), ranked as (
      select n.id, n.starts_at, n.doctor, n.office, p.first_name, p.last_name, p.language, p.phone_country, c.id as clinic_id,
        c.name as clinic_name, c.phone as clinic_phone, c.zone,
        row_number() over (partition by p.language order by n.starts_at, n.id) as place,
        row_number() over (
          partition by p.language
          order by least(length(p.first_name), 25) + least(length(n.doctor), 22) + least(length(n.office), 5) desc nulls last, n.starts_at, n.id
        ) as by_length
      from next n join whole_chain.patients p on p.chain_id = n.chain_id and p.id = n.patient_id join clinics c on c.chain_id = n.chain_id and c.id = n.clinic_id
      where p.language is not null and not p.deceased
    )
    select id as "appointmentId", language, clinic_id as "clinicId", phone_country as country, first_name as "firstName", last_name as "lastName",
      clinic_name as "clinicName", clinic_phone as "clinicPhone", doctor, office,
      to_char(starts_at at time zone zone, 'YYYY-MM-DD"T"HH24:MI') as "startsLocal", by_length = 1 as "isLongest"
    from ranked where place <= ${TYPICAL} or by_length = 1 order by language, starts_at, id`)
}

export type VisitsByLanguage = { clinicId: string; language: string | null; patients: number }

/** How many patients of each language come to each clinic in the next days. */
export async function countVisitorsByLanguage(
  tx: Tx,
  { chainId, clinicIds }: ClinicScope,
  days: number,
): Promise<VisitsByLanguage[]> {
  const own = clinicIds === 'all' ? sql`true` : sql`a.clinic_id = any(${arrayLiteral(clinicIds)}::uuid[])`
  return tx.execute<VisitsByLanguage>(sql`
    select a.clinic_id as "clinicId", p.language, count(distinct p.id)::int as patients
    from appointments a join whole_chain.patients p on p.chain_id = a.chain_id and p.id = a.patient_id
    where a.chain_id = ${chainId} and a.starts_at > now() and a.starts_at < now() + make_interval(days => ${days}::int) and ${own}
      and a.status = any(${arrayLiteral(BOOKED_STATUSES)}::text[]) and not p.deceased
    group by a.clinic_id, p.language`)
}
