/** A row of a file of patients, every cell read: what the database takes. */
export type PatientRow = {
  /** In the file, as a spreadsheet numbers it. */
  rowNumber: number
  code: string
  firstName: string
  lastName: string
  /** YYYY-MM-DD */
  birthDate: string | null
  gender: 'female' | 'male' | null
  phoneTyped: string | null
  phone: string | null
  phoneKind: 'mobile' | 'landline' | 'invalid' | 'none'
  phoneCountry: string | null
  email: string | null
  language: string | null
  country: string | null
  clinicId: string
  balanceMicro: number
  deceased: boolean
  note: string | null
  /** Null where the cell says neither yes nor no. */
  marketingConsent: boolean | null
  /** The evidence: name of the column and what stood in the cell. */
  consentWording: string | null
}

export type AppointmentRow = {
  rowNumber: number
  code: string
  patientCode: string
  clinicId: string
  /** ISO 8601: a wall-clock time at the clinic, or an instant where the file gives the offset. */
  starts: string
  startsInClinic: boolean
  durationMinutes: number
  doctor: string | null
  office: string | null
  status: 'scheduled' | 'confirmed' | 'out_of_reach' | 'arrived' | 'completed' | 'no_show' | 'cancelled'
}

export const ROW_REFUSALS = [
  'row_incomplete',
  'row_too_long',
  'code_missing',
  'code_too_long',
  'name_missing',
  'name_too_long',
  'birth_date_wrong',
  'balance_wrong',
  'clinic_missing',
  'clinic_unknown',
  'patient_missing',
  'patient_unknown',
  'patient_erased',
  'time_missing',
  'time_wrong',
  'duration_wrong',
  'status_unknown',
] as const
/** Why a row is not taken; a row may have several. Keys under `reasons` in messages/<locale>/imports.json. */
export type RowRefusal = (typeof ROW_REFUSALS)[number]
