import { bigint, boolean, customType, date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'

import { chainId, createdAt, id, instant, updatedAt } from '#db/schema/columns.ts'
import type { ColumnPositions, ImportKind } from '#lib/core/import-columns.ts'
import type { ImportEncoding } from '#lib/core/import-encoding.ts'
import type { ImportStatus } from '#lib/core/import-status.ts'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

export const imports = pgTable('imports', {
  chainId: chainId(),
  id: id(),
  kind: text('kind').$type<ImportKind>().notNull(),
  source: text('source').$type<'portal' | 'script'>().notNull(),
  status: text('status').$type<ImportStatus>().notNull(),
  fileName: text('file_name').notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
  sha256: text('sha256'),
  encoding: text('encoding').$type<ImportEncoding>(),
  delimiter: text('delimiter').$type<';' | ',' | '\t'>(),
  header: text('header').array().notNull().default([]),
  headerRow: integer('header_row').notNull().default(1),
  columns: jsonb('columns').$type<ColumnPositions>().notNull().default({}),
  clinicId: uuid('clinic_id'),
  patientsImportId: uuid('patients_import_id'),
  asOf: date('as_of', { mode: 'string' }),
  confirmed: boolean('confirmed').notNull().default(false),
  epoch: integer('epoch').notNull().default(0),
  rowsRead: integer('rows_read').notNull().default(0),
  bytesRead: bigint('bytes_read', { mode: 'number' }).notNull().default(0),
  rowsAccepted: integer('rows_accepted').notNull().default(0),
  rowsRefused: integer('rows_refused').notNull().default(0),
  rowsToApply: integer('rows_to_apply').notNull().default(0),
  appliedThrough: text('applied_through'),
  rowsNew: integer('rows_new').notNull().default(0),
  rowsChanged: integer('rows_changed').notNull().default(0),
  rowsUnchanged: integer('rows_unchanged').notNull().default(0),
  figures: jsonb('figures'),
  failure: text('failure'),
  failureParams: jsonb('failure_params').$type<Record<string, string | number>>(),
  staffId: uuid('staff_id'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
  finishedAt: instant('finished_at'),
})

export const importChunks = pgTable('import_chunks', {
  chainId: chainId(),
  importId: uuid('import_id').notNull(),
  position: integer('position').notNull(),
  bytes: bytea('bytes').notNull(),
})

export const importRefusals = pgTable('import_refusals', {
  chainId: chainId(),
  importId: uuid('import_id').notNull(),
  rowNumber: integer('row_number').notNull(),
  reasons: text('reasons').array().notNull(),
  cells: text('cells').array().notNull(),
})
