import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import { arrayLiteral } from '#db/array-literal.ts'
import type { Audience } from '#lib/core/audience.ts'
import { NO_LANGUAGE } from '#lib/core/audience.ts'

// Whom the filter of a campaign finds, as conditions on `patients p`. A part that does not narrow leaves no trace in the SQL.
// What leaves somebody out although the filter finds them is not here but in eligibility.ts. A visit counts at whichever clinic it was.

export type AudienceTerms = {
  chainId: string
  audience: Audience
  /** Clinics of the sender; null is the whole chain. */
  senderClinicIds: readonly string[] | null
  clinics: readonly { id: string; zone: string }[]
  /** The chain's own zone, in which a patient's birthday falls. */
  zone: string
  now: Date
}

/** Always at least the chain itself. */
export function inAudience(terms: AudienceTerms): SQL {
  const { audience } = terms
  const conditions = [
    sql`p.chain_id = ${terms.chainId}`,
    ofClinics(terms),
    aged(terms),
    audience.gender === null ? undefined : sql`p.gender = ${audience.gender}`,
    audience.countries.length === 0 ? undefined : sql`p.country = any(${arrayLiteral(audience.countries)}::text[])`,
    speaking(audience.languages),
    visiting(terms),
    audience.noFutureAppointment ? withoutFutureAppointment(terms) : undefined,
    owing(audience.debt),
    audience.patientIds === null ? undefined : sql`p.id = any(${arrayLiteral(audience.patientIds)}::uuid[])`,
  ]
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  )
}

/** Clinics or people who were named stay in the audience although the sender has no right to them: they are left out, and told of. */
function ofClinics({ audience, senderClinicIds }: AudienceTerms): SQL | undefined {
  if (audience.clinicIds.length > 0) return sql`p.clinic_id = any(${arrayLiteral(audience.clinicIds)}::uuid[])`
  if (senderClinicIds === null || audience.patientIds !== null) return undefined
  return sql`p.clinic_id = any(${arrayLiteral(senderClinicIds)}::uuid[])`
}

// Somebody born on 29 February is a year older on 1 March of a common year: subtracting years from today gives just that.
function aged({ audience: { ageFrom, ageTo }, zone, now }: AudienceTerms): SQL | undefined {
  if (ageFrom === null && ageTo === null) return undefined
  const today = sql`(${now.toISOString()}::timestamptz at time zone ${zone})::date`
  const conditions = [
    ageFrom === null ? undefined : sql`p.birth_date <= (${today} - make_interval(years => ${ageFrom}::int))::date`,
    ageTo === null ? undefined : sql`p.birth_date > (${today} - make_interval(years => ${ageTo + 1}::int))::date`,
  ]
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  )
}

function speaking(languages: readonly string[]): SQL | undefined {
  if (languages.length === 0) return undefined
  const known = languages.filter((language) => language !== NO_LANGUAGE)
  const speaks = sql`p.language = any(${arrayLiteral(known)}::text[])`
  return known.length === languages.length ? speaks : sql`(${speaks} or p.language is null)`
}

/** A visit took place: somebody who arrived or was treated, at any clinic of the chain, on a day of that clinic's calendar. */
function visiting({ audience: { visit }, chainId, clinics }: AudienceTerms): SQL | undefined {
  if (visit.kind === 'any') return undefined
  const has = sql`exists (
    select from whole_chain.appointments a
    where a.chain_id = ${chainId} and a.patient_id = p.id and a.status in ('arrived', 'completed')${betweenDays(visit, clinics)}
  )`
  return visit.kind === 'had' ? has : sql`not ${has}`
}

// The instants are worked out once per zone, and with one zone in the chain the condition is a plain range of the index.
function betweenDays(
  { from, to }: { from: string | null; to: string | null },
  clinics: readonly { id: string; zone: string }[],
): SQL {
  if (from === null && to === null) return sql``
  const zones = [...new Set(clinics.map(({ zone }) => zone))]
  const ranges = zones.map((zone) => {
    const range = [
      from === null ? undefined : sql`a.starts_at >= (${from}::date::timestamp at time zone ${zone})`,
      to === null ? undefined : sql`a.starts_at < ((${to}::date + 1)::timestamp at time zone ${zone})`,
      zones.length === 1 ? undefined : sql`a.clinic_id = any(${idsIn(zone, clinics)}::uuid[])`,
    ]
    return sql.join(
      range.filter((condition) => condition !== undefined),
      sql` and `,
    )
  })
  return sql` and (${sql.join(ranges, sql` or `)})`
}

function idsIn(zone: string, clinics: readonly { id: string; zone: string }[]): string {
  return arrayLiteral(clinics.filter((clinic) => clinic.zone === zone).map(({ id }) => id))
}

function withoutFutureAppointment({ chainId, now }: AudienceTerms): SQL {
  return sql`not exists (
    select from whole_chain.appointments a
    where a.chain_id = ${chainId} and a.patient_id = p.id and a.starts_at > ${now.toISOString()}::timestamptz
      and a.status in ('scheduled', 'confirmed', 'out_of_reach')
  )`
}

// A balance below nothing is a debt.
function owing({ kind, overEuros }: Audience['debt']): SQL | undefined {
  if (kind === 'any') return undefined
  if (kind === 'non_debtors') return sql`p.balance_micro >= 0`
  return sql`p.balance_micro < ${-Math.round((overEuros ?? 0) * 1_000_000)}::bigint`
}
