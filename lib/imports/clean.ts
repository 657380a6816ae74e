import { deleteOldImportRows } from '#db/queries/imports-to-keep.ts'
import { IMPORT_ROWS_KEPT_DAYS } from '#lib/core/import-limits.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** Each night: of an import of last month only its figures are kept, none of its patients' rows. */
export async function cleanImports(): Promise<void> {
  await asWorker((tx) => deleteOldImportRows(tx, { days: IMPORT_ROWS_KEPT_DAYS }))
}
