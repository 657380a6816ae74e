import { findClinic } from '#db/queries/clinics.ts'
import type { Import } from '#db/queries/imports.ts'
import { moveImport } from '#db/queries/imports.ts'
import { deleteRefusals, deleteStaged } from '#db/queries/imports-staging.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { missingFields } from '#lib/core/import-columns.ts'
import type { StartImportCheckInput } from '#lib/imports/inputs.ts'
import { columnsOf } from '#lib/imports/inputs.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Has the worker read an uploaded file by these columns, and say what importing it would do. May be repeated with other
 * columns until it is right: nobody is changed yet.
 */
export async function startImportCheck(ctx: Ctx, input: StartImportCheckInput): Promise<Import> {
  const { importId, kind, clinicId } = input
  const columns = columnsOf(input.fields)
  const missing = missingFields(kind, columns).filter((field) => !(field === 'clinic' && clinicId))
  if (missing[0]) throw new Refusal('import_column_missing', { column: missing[0] }, missing[0])

  return inChain(ctx, async (tx) => {
    if (clinicId && !(await findClinic(tx, ctx.chainId, clinicId))) throw new Refusal('clinic_unknown', {}, 'clinic')
    const state = await moveImport(tx, ctx.chainId, importId, 'checking', {
      ...AT_THE_BEGINNING,
      kind,
      columns,
      clinicId,
    })
    if (!state) throw new Refusal('not_found')

    await deleteStaged(tx, ctx.chainId, importId, 'import_patients')
    await deleteStaged(tx, ctx.chainId, importId, 'import_appointments')
    await deleteRefusals(tx, ctx.chainId, importId)
    await enqueue(tx, 'import.run', { chainId: ctx.chainId, importId })
    await recordAudit(tx, ctx, { action: 'import.check', entityId: importId, after: { kind, columns } })
    return state
  })
}

const AT_THE_BEGINNING = {
  confirmed: false,
  bytesRead: 0,
  rowsRead: 0,
  rowsAccepted: 0,
  rowsRefused: 0,
  rowsToApply: 0,
  figures: null,
  failure: null,
  failureParams: null,
}
