import type { PatientCursor, PatientFilter } from '#db/queries/patients.ts'
import type { SearchParams } from '#lib/web/search-params.ts'
import { oneOf, text, uuid } from '#lib/web/search-params.ts'

const PHONE_KINDS = ['mobile', 'landline', 'invalid', 'none'] as const

/** What the address says about the list; the export reads the very same address. */
export function patientFilterOf(params: SearchParams, chosenClinicId: string | null): PatientFilter {
  const language = text(params, 'language', 4)
  return {
    search: text(params, 'q'),
    clinicId: params.clinic === undefined ? (chosenClinicId ?? undefined) : uuid(params, 'clinic'),
    language: language && /^([a-z]{2,3}|none)$/.test(language) ? language : undefined,
    phone: oneOf(params, 'phone', PHONE_KINDS),
    debtors: params.debtors === 'yes' || undefined,
  }
}

export function patientCursorOf(params: SearchParams): PatientCursor | undefined {
  const after = uuid(params, 'after')
  if (after) return { after }
  const before = uuid(params, 'before')
  return before ? { before } : undefined
}
