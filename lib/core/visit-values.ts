import type { PlaceholderValues } from '#lib/core/placeholders.ts'
import { visitDoctorOf, visitNameOf, visitOfficeOf, visitTimeOf } from '#lib/core/visit-text.ts'

/** What a text may say of a visit. Wall-clock times are the clinic's. */
export type VisitToTell = {
  firstName: string
  lastName: string
  clinicName: string
  clinicPhone: string | null
  doctor: string | null
  office: string | null
  startsLocal: string
  /** The time that was told before, for a text about its change. */
  toldLocal: string | null
}

/** What a text about a visit, or about several of one family, merges in: each value cut to its budget. */
export function visitValuesOf(
  language: string,
  visits: readonly [VisitToTell, ...VisitToTell[]],
  { chainName, visitCode }: { chainName: string; visitCode: string },
): PlaceholderValues {
  const [first] = visits
  return {
    first_name: visitNameOf(visits.map(({ firstName }) => firstName)),
    last_name: visitNameOf(visits.map(({ lastName }) => lastName)),
    clinic_name: first.clinicName,
    clinic_phone: first.clinicPhone ?? '',
    chain_name: chainName,
    visit_time: visitTimeOf(language, [...new Set(visits.map(({ startsLocal }) => startsLocal))]),
    visit_old_time: first.toldLocal ? visitTimeOf(language, [first.toldLocal]) : '',
    visit_doctor: visitDoctorOf(visits.map(({ doctor }) => doctor)),
    visit_office: visitOfficeOf(
      language,
      visits.map(({ office }) => office),
    ),
    visit_link: visitCode,
  }
}
