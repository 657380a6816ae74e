import type { ColumnPositions, ImportKind } from '#lib/core/import-columns.ts'
import { IMPORT_KINDS, recogniseColumns } from '#lib/core/import-columns.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import type { Delimiter, ImportRecord } from '#lib/imports/read-records.ts'
import { readRecords } from '#lib/imports/read-records.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** How a file is laid out: what stands in it, where its header is, and which column holds what. */
export type Layout = {
  kind: ImportKind
  delimiter: Delimiter
  header: string[]
  /** As a spreadsheet numbers it; rows above it are a title, or `sep=;`. */
  headerRow: number
  columns: ColumnPositions
  missing: string[]
}

const DELIMITERS: readonly Delimiter[] = [';', '\t', ',']
const ROWS_LOOKED_AT = 20

/**
 * Finds header, delimiter and kind of a file from its beginning: whatever makes the most columns known is the truth.
 * `kind` is given where the person has said it.
 *
 * @throws Refusal import_unreadable when there is not one row
 */
export async function findLayout(beginning: string, kind?: ImportKind): Promise<Layout> {
  const kinds = kind ? [kind] : IMPORT_KINDS
  let best: (Layout & { known: number }) | undefined
  for (const delimiter of DELIMITERS) {
    for (const { rowNumber, cells } of await firstRecords(beginning, delimiter)) {
      for (const candidate of kinds) {
        const header = cells.map(normaliseMergedValue)
        const { mapping, missing } = recogniseColumns(candidate, header)
        const known = Object.keys(mapping).length - missing.length
        if (best && known <= best.known) continue
        best = { kind: candidate, delimiter, header, headerRow: rowNumber, columns: mapping, missing, known }
      }
    }
  }
  if (!best) throw new Refusal('import_unreadable', { row: 1 })
  const { known, ...layout } = best
  return layout
}

async function firstRecords(beginning: string, delimiter: Delimiter): Promise<ImportRecord[]> {
  const first: ImportRecord[] = []
  try {
    for await (const records of readRecords([beginning], delimiter)) {
      first.push(...records.slice(0, ROWS_LOOKED_AT - first.length))
      if (first.length >= ROWS_LOOKED_AT) break
    }
  } catch (error) {
    // The beginning may end inside a quoted cell, and a wrong delimiter sees quotes where there are none.
    if (!(error instanceof Refusal)) throw error
  }
  return first
}
