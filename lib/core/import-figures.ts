// What the check of a file found, under the names the import command prints.

export type PatientFigures = {
  rows: number
  /** People, however often their row came; on a repeat of the import too. */
  imported: number
  refused: number
  rows_entered_twice: number
  by_language: Record<string, number>
  by_country: Record<string, number>
  by_clinic: Record<string, number>
  with_sms_number: number
  distinct_sms_numbers: number
  landline_only: number
  invalid_number: number
  with_email: number
  debtors: number
  debt_cents: number
  deceased: number
  marketing_consent: number
  female: number
  born_29_feb: number
}

export type AppointmentFigures = {
  rows: number
  imported: number
  refused_unknown_patient: number
  by_status: Record<string, number>
  in_future: number
}
