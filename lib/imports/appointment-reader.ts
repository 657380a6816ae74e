import { recogniseAppointmentStatus } from '#lib/core/appointment-status.ts'
import { readDateTime } from '#lib/core/import-dates.ts'
import type { AppointmentRow, RowRefusal } from '#lib/core/import-rows.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { clinicOf } from '#lib/imports/patient-reader.ts'
import type { ImportRecord } from '#lib/imports/read-records.ts'
import type { ReadingContext, ReadRow } from '#lib/imports/row-reader.ts'
import { shapeReasons } from '#lib/imports/row-reader.ts'

const MAX_CODE_CHARACTERS = 64
const MAX_WORDS_CHARACTERS = 200
const DEFAULT_DURATION_MINUTES = 30
const MAX_DURATION_MINUTES = 1440

/** Reads a row of a file of appointments. Whether the chain has the patient is asked for thousands of rows at once, later. */
export function readAppointment(
  record: ImportRecord,
  context: ReadingContext,
): ReadRow<AppointmentRow> & { patientCode: string } {
  const { columns } = context
  const text = (position: number | undefined) =>
    position === undefined ? '' : normaliseMergedValue(record.cells[position] ?? '')
  const reasons: RowRefusal[] = shapeReasons(record, context)

  const code = text(columns.code)
  if (code === '') reasons.push('code_missing')
  if (code.length > MAX_CODE_CHARACTERS) reasons.push('code_too_long')
  const patientCode = text(columns.patientCode)
  if (patientCode === '') reasons.push('patient_missing')

  const together = `${text(columns.date)} ${text(columns.time)}`.trim()
  const starts = readDateTime(columns.startsAt === undefined ? together : text(columns.startsAt))
  if (starts.isWrong) reasons.push('time_wrong')
  else if (starts.value === null) reasons.push('time_missing')

  const durationMinutes = minutesOf(text(columns.duration))
  if (durationMinutes === null) reasons.push('duration_wrong')
  const statusCell = text(columns.status)
  const status = statusCell === '' ? 'scheduled' : recogniseAppointmentStatus(statusCell)
  if (status === null) reasons.push('status_unknown')
  const clinicId = clinicOf(text(columns.clinic), context)
  if (clinicId === null) reasons.push(text(columns.clinic) === '' ? 'clinic_missing' : 'clinic_unknown')

  if (reasons.length > 0 || !starts.value || durationMinutes === null || !status || !clinicId) {
    return { record, row: null, reasons, patientCode }
  }
  const { local, offset } = starts.value
  const row: AppointmentRow = {
    rowNumber: record.rowNumber,
    code,
    patientCode,
    clinicId,
    starts: offset ? local + offset : local,
    startsInClinic: offset === null,
    durationMinutes,
    doctor: text(columns.doctor).slice(0, MAX_WORDS_CHARACTERS) || null,
    office: text(columns.office).slice(0, MAX_WORDS_CHARACTERS) || null,
    status,
  }
  return { record, row, reasons: [], patientCode }
}

/** `45`, `45 min`, `1:30`, `1 h 30 min`, `1,5 h`; the usual length where the cell is empty, null where it makes no sense. */
function minutesOf(cell: string): number | null {
  if (cell === '') return DEFAULT_DURATION_MINUTES
  const match =
    /^(?:(\d{1,2}):(\d{2})(?::\d{2})?|(?:(\d{1,2}(?:[.,]\d+)?) ?(?:h|t|tund\p{L}*|ч|час\p{L}*)\.?)? ?(?:(\d{1,4}) ?(?:m|min|minut\p{L}*|м|мин|минут\p{L}*|'|)\.?)?)$/iu.exec(
      cell,
    )
  if (!match) return null
  const [, hours = match[3] ?? '0', minutes = match[4] ?? match[2] ?? '0'] = match
  const total = Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutes)
  return total >= 1 && total <= MAX_DURATION_MINUTES ? total : null
}
