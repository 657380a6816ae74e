import type { Tx } from '#db/client.ts'
import { erasedCodes } from '#db/queries/erasure.ts'
import type { Import } from '#db/queries/imports.ts'
import { compareAppointments, comparePatients } from '#db/queries/imports-figures.ts'
import { mergePatients } from '#db/queries/imports-merge.ts'
import { mergeAppointments } from '#db/queries/imports-merge-appointments.ts'
import type { RefusedRow, StagingTable } from '#db/queries/imports-staging.ts'
import { knownPatientCodes, patientColumns, stageAppointments, stagePatients } from '#db/queries/imports-staging.ts'
import type { ImportField, ImportKind } from '#lib/core/import-columns.ts'
import type { AppointmentRow, PatientRow } from '#lib/core/import-rows.ts'
import { readAppointment } from '#lib/imports/appointment-reader.ts'
import { mapInTurns } from '#lib/imports/in-turns.ts'
import { readPatient } from '#lib/imports/patient-reader.ts'
import type { ImportRecord } from '#lib/imports/read-records.ts'
import type { ReadingContext } from '#lib/imports/row-reader.ts'

// What differs between a file of patients and one of appointments; everything else is the same for both.

type Write = (tx: Tx, state: Import) => Promise<RefusedRow[]>

type ImportRules = {
  stagingTable: StagingTable
  /**
   * Reads rows; what is returned writes them, in the caller's transaction, and answers with those that are refused.
   * Apart, so that the next rows can be read while these are written.
   */
  read(records: ImportRecord[], context: ReadingContext): Promise<Write>
  merge: typeof mergePatients
  compare: typeof comparePatients
  /** Columns of the table that each field of a file brings. */
  brings: Partial<Record<ImportField, readonly string[]>>
}

const patients: ImportRules = {
  stagingTable: 'import_patients',
  async read(records, context) {
    // Of a row that is taken no cell is kept: three ranges are in memory at a time.
    const refused: RefusedRow[] = []
    const read = await mapInTurns(records, (record) => {
      const { row, reasons } = readPatient(record, context)
      if (!row) refused.push({ ...record, reasons })
      return row
    })
    const rows = read.filter((row) => row !== null)
    const codes = rows.map(({ code }) => code)
    const columns = patientColumns(rows)
    return async (tx, { chainId, id }) => {
      const erased = await erasedCodes(tx, chainId, codes)
      const kept = erased.size === 0 ? columns : patientColumns(rows.filter(({ code }) => !erased.has(code)))
      await stagePatients(tx, chainId, id, kept)
      return [...refused, ...rows.filter(({ code }) => erased.has(code)).map(forgotten)]
    }
  },
  merge: mergePatients,
  compare: comparePatients,
  brings: {
    firstName: ['first_name'],
    lastName: ['last_name'],
    fullName: ['first_name', 'last_name'],
    birthDate: ['birth_date'],
    gender: ['gender'],
    phone: ['phone_typed', 'phone', 'phone_kind', 'phone_country'],
    email: ['email'],
    language: ['language'],
    country: ['country'],
    clinic: ['clinic_id'],
    balance: ['balance_micro'],
    deceased: ['deceased'],
    note: ['note', 'deceased'],
    marketingConsent: ['marketing_consent'],
  },
}

/** Of who was erased a file brings nothing back, and the row itself is not kept either. */
function forgotten({ rowNumber }: PatientRow): RefusedRow {
  return { rowNumber, reasons: ['patient_erased'], cells: [] }
}

const appointments: ImportRules = {
  stagingTable: 'import_appointments',
  async read(records, context) {
    const read = await mapInTurns(records, (record) => readAppointment(record, context))
    return async (tx, { chainId, id, patientsImportId }) => {
      const known = await knownPatientCodes(
        tx,
        chainId,
        read.map(({ patientCode }) => patientCode),
        patientsImportId,
      )
      const rows: AppointmentRow[] = []
      const refused: RefusedRow[] = []
      for (const { record, row, reasons, patientCode } of read) {
        const isUnknown = patientCode !== '' && !known.has(patientCode)
        if (row && !isUnknown) rows.push(row)
        else refused.push({ ...record, reasons: isUnknown ? ['patient_unknown', ...reasons] : reasons })
      }
      await stageAppointments(tx, chainId, id, rows)
      return refused
    }
  },
  merge: mergeAppointments,
  compare: compareAppointments,
  brings: {
    patientCode: ['patient_id'],
    clinic: ['clinic_id'],
    startsAt: ['starts_at'],
    date: ['starts_at'],
    duration: ['duration_minutes'],
    doctor: ['doctor'],
    office: ['office'],
    status: ['status'],
  },
}

export const importRules: Record<ImportKind, ImportRules> = { patients, appointments }

/** The columns of the table that a file brings; the others stay as they are. */
export function broughtColumns({ kind, columns }: Pick<Import, 'kind' | 'columns'>): Set<string> {
  const { brings } = importRules[kind]
  return new Set((Object.keys(columns) as ImportField[]).flatMap((field) => brings[field] ?? []))
}
