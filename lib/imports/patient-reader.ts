import { clinicKey } from '#lib/core/clinic-key.ts'
import { recogniseCountry } from '#lib/core/country.ts'
import { recogniseGender } from '#lib/core/gender.ts'
import { readBirthDate } from '#lib/core/import-dates.ts'
import type { PatientRow, RowRefusal } from '#lib/core/import-rows.ts'
import { readEmail, readMoneyMicro, readYesNo, saysDeceased } from '#lib/core/import-values.ts'
import { recogniseLanguage } from '#lib/core/language.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import type { ImportRecord } from '#lib/imports/read-records.ts'
import type { ReadingContext, ReadRow } from '#lib/imports/row-reader.ts'
import { shapeReasons } from '#lib/imports/row-reader.ts'
import { recognisePhone } from '#lib/phones/recognise.ts'

const MAX_CODE_CHARACTERS = 64
const MAX_NAME_CHARACTERS = 120
const MAX_TYPED_CHARACTERS = 200
const MAX_NOTE_CHARACTERS = 2000

/**
 * Reads a row of a file of patients.
 *
 * Refused is what cannot be a patient of the chain: no code, no name, no clinic of ours, a birth date that is none. What is
 * only not understood (a language, a number) is taken as none, and stays as typed where a person can mend it.
 */
export function readPatient(record: ImportRecord, context: ReadingContext): ReadRow<PatientRow> {
  const { columns } = context
  const text = (position: number | undefined) =>
    position === undefined ? '' : normaliseMergedValue(record.cells[position] ?? '')
  const shape = shapeReasons(record, context)
  if (shape.length > 0) return { record, row: null, reasons: shape }
  const reasons: RowRefusal[] = []

  const code = text(columns.code)
  if (code === '') reasons.push('code_missing')
  if (code.length > MAX_CODE_CHARACTERS) reasons.push('code_too_long')

  const { firstName, lastName } = nameOf(text(columns.firstName), text(columns.lastName), text(columns.fullName))
  if (firstName === '' && lastName === '') reasons.push('name_missing')
  if (Math.max(firstName.length, lastName.length) > MAX_NAME_CHARACTERS) reasons.push('name_too_long')

  const birthDate = readBirthDate(text(columns.birthDate), context.today)
  if (birthDate.isWrong) reasons.push('birth_date_wrong')
  const balance = readMoneyMicro(text(columns.balance))
  if (balance.isWrong) reasons.push('balance_wrong')

  const clinicId = clinicOf(text(columns.clinic), context)
  if (clinicId === null) reasons.push(text(columns.clinic) === '' ? 'clinic_missing' : 'clinic_unknown')
  if (reasons.length > 0 || clinicId === null) return { record, row: null, reasons }

  const phoneTyped = text(columns.phone)
  const phone = recognisePhone(phoneTyped, context.defaultCountry)
  const note = text(columns.note)
  const consentCell = text(columns.marketingConsent)
  const row: PatientRow = {
    rowNumber: record.rowNumber,
    code,
    firstName,
    lastName,
    birthDate: birthDate.value,
    gender: recogniseGender(text(columns.gender)),
    phoneTyped: phoneTyped.slice(0, MAX_TYPED_CHARACTERS) || null,
    phone: phone.e164,
    phoneKind: phone.kind,
    phoneCountry: phone.country,
    email: readEmail(text(columns.email)).value?.toLowerCase() ?? null,
    language: recogniseLanguage(text(columns.language)),
    country: recogniseCountry(text(columns.country)),
    clinicId,
    balanceMicro: context.balanceIsDebt ? 0 - (balance.value ?? 0) : (balance.value ?? 0),
    deceased: saysDeceased(note) || isDeath(text(columns.deceased)),
    note: note.slice(0, MAX_NOTE_CHARACTERS) || null,
    marketingConsent: readYesNo(consentCell),
    consentWording: consentCell === '' ? null : `${context.header[columns.marketingConsent ?? -1]}: ${consentCell}`,
  }
  return { record, row, reasons: [] }
}

export function clinicOf(name: string, { columns, clinicIds, defaultClinicId }: ReadingContext): string | null {
  if (columns.clinic === undefined) return defaultClinicId
  return clinicIds.get(clinicKey(name)) ?? null
}

// One column for the whole name: the last name follows the first, unless a comma says that it stands before it.
function nameOf(first: string, last: string, full: string): { firstName: string; lastName: string } {
  if (first !== '' || last !== '' || full === '') return { firstName: first, lastName: last }
  const [before = '', after] = full.split(/\s*,\s*/, 2)
  if (after !== undefined) return { firstName: after, lastName: before }
  const words = full.split(' ')
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' }
}

/** A column of its own for it holds a yes, words, or the day. */
function isDeath(cell: string): boolean {
  return readYesNo(cell) === true || saysDeceased(cell) || /\d{4}/.test(cell)
}
