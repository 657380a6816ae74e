import type { ColumnPositions, ImportField } from '#lib/core/import-columns.ts'
import type { RowRefusal } from '#lib/core/import-rows.ts'
import type { ImportRecord } from '#lib/imports/read-records.ts'

/** What a row of the file says; null, with the reasons, where it cannot be taken. */
export type ReadRow<Row> = { record: ImportRecord; row: Row | null; reasons: RowRefusal[] }

/** What the cells of a file are read against. */
export type ReadingContext = {
  header: string[]
  /** Field → position in the header. */
  columns: ColumnPositions
  /** By `clinicKey` of the name. */
  clinicIds: ReadonlyMap<string, string>
  /** The column of sums says what is owed rather than what there is. */
  balanceIsDebt: boolean
  /** For rows without a clinic, where the file has no column for it. */
  defaultClinicId: string | null
  /** ISO 3166-1 alpha-2, of numbers without a calling code. */
  defaultCountry: string
  /** YYYY-MM-DD: nobody is born after it. */
  today: string
}

// A spreadsheet leaves out delimiters behind the last cell that is filled in; what may be empty to the end of every row may
// also be missing. A row that lacks more was cut off, and what is missing is not known to be empty.
const MAY_BE_MISSING: ReadonlySet<ImportField> = new Set<ImportField>(['note', 'marketingConsent'])

/** Reasons that concern the row as a whole: it has fewer cells than it must have, or more than there are columns. */
export function shapeReasons({ cells }: ImportRecord, { header, columns }: ReadingContext): RowRefusal[] {
  if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== ''))
    return ['row_too_long']
  return cells.length < cellsNeeded(columns) ? ['row_incomplete'] : []
}

// Worked out once for the rows of a file, whose columns are one object.
const needed = new WeakMap<ColumnPositions, number>()

function cellsNeeded(columns: ColumnPositions): number {
  const known = needed.get(columns)
  if (known !== undefined) return known
  const positions = Object.entries(columns).flatMap(([field, position]) =>
    MAY_BE_MISSING.has(field as ImportField) ? [] : [position + 1],
  )
  const cells = Math.max(0, ...positions)
  needed.set(columns, cells)
  return cells
}
