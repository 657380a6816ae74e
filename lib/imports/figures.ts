import type { Tx } from '#db/client.ts'
import type { Import, NewImport } from '#db/queries/imports.ts'
import { countAppointmentFigures, countPatientFigures } from '#db/queries/imports-figures.ts'
import { countRefusals, countStaged } from '#db/queries/imports-staging.ts'
import type { AppointmentFigures, PatientFigures } from '#lib/core/import-figures.ts'
import { broughtColumns, importRules } from '#lib/imports/rules.ts'

/**
 * The figures of a file that was read to its end: per person or appointment, rows entered twice folded. Where a person is
 * to decide, also what applying it would do; where it is applied at once, applying counts that itself.
 */
export async function figuresOf(tx: Tx, state: Import): Promise<Partial<NewImport>> {
  const { chainId, id, kind } = state
  const rowsToApply = await countStaged(tx, chainId, id, importRules[kind].stagingTable)
  const figures = await (kind === 'patients' ? patientFigures : appointmentFigures)(tx, state, rowsToApply)
  if (state.confirmed) return { figures, rowsToApply }
  const { isNew, isChanged } = await importRules[kind].compare(tx, chainId, id, broughtColumns(state))
  const rowsUnchanged = rowsToApply - isNew - isChanged
  return { figures, rowsToApply, rowsNew: isNew, rowsChanged: isChanged, rowsUnchanged }
}

async function patientFigures(tx: Tx, state: Import, imported: number): Promise<PatientFigures> {
  return {
    rows: state.rowsRead,
    imported,
    refused: state.rowsRefused,
    rows_entered_twice: state.rowsAccepted - imported,
    ...(await countPatientFigures(tx, state.chainId, state.id)),
  }
}

async function appointmentFigures(tx: Tx, state: Import, imported: number): Promise<AppointmentFigures> {
  return {
    rows: state.rowsRead,
    imported,
    refused_unknown_patient: await countRefusals(tx, state.chainId, state.id, 'patient_unknown'),
    ...(await countAppointmentFigures(tx, state.chainId, state.id, state.asOf)),
  }
}
