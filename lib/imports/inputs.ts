import * as z from 'zod'

import { IMPORT_FIELDS, IMPORT_KINDS } from '#lib/core/import-columns.ts'

const MAX_COLUMNS = 500

const field = z.enum([...IMPORT_FIELDS.patients, ...IMPORT_FIELDS.appointments])

export const ImportIdInput = z.object({ importId: z.uuid('not_found') })
export type ImportIdInput = z.output<typeof ImportIdInput>

/** Which column holds what, as the person has settled it; a clinic for all rows where no column names one. */
export const StartImportCheckInput = ImportIdInput.extend({
  kind: z.enum(IMPORT_KINDS),
  columns: z.partialRecord(field, z.int().min(0).max(MAX_COLUMNS)),
  clinicId: z.uuid().nullable(),
})
export type StartImportCheckInput = z.output<typeof StartImportCheckInput>
