import * as z from 'zod'

import type { ColumnPositions, ImportField } from '#lib/core/import-columns.ts'
import { IMPORT_FIELDS, IMPORT_KINDS } from '#lib/core/import-columns.ts'
import { validationIssue } from '#lib/core/validation-code.ts'

const MAX_COLUMNS = 500

export const ImportIdInput = z.object({ importId: z.uuid('not_found') })
export type ImportIdInput = z.output<typeof ImportIdInput>

/**
 * What each column of the file is read as, in the order of the columns; an empty one is not imported. A clinic for all rows
 * where no column names one.
 */
export const StartImportCheckInput = ImportIdInput.extend({
  kind: z.enum(IMPORT_KINDS),
  fields: z.array(z.enum(['', ...IMPORT_FIELDS.patients, ...IMPORT_FIELDS.appointments])).max(MAX_COLUMNS),
  clinicId: z.union([z.literal('').transform(() => null), z.uuid()]).default(null),
}).superRefine(({ kind, fields }, context) => {
  const allowed: readonly string[] = IMPORT_FIELDS[kind]
  fields.forEach((field, column) => {
    if (field === '') return
    if (!allowed.includes(field)) context.addIssue({ code: 'custom', message: 'not_in_list', path: ['fields', column] })
    if (fields.indexOf(field) === column) return
    context.addIssue({ code: 'custom', message: validationIssue('already_exists'), path: ['fields', column] })
  })
})
export type StartImportCheckInput = z.output<typeof StartImportCheckInput>

export function columnsOf(fields: readonly (ImportField | '')[]): ColumnPositions {
  return Object.fromEntries(fields.flatMap((field, column) => (field === '' ? [] : [[field, column] as const])))
}
