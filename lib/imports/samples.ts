import type { Import } from '#db/queries/imports.ts'
import { normaliseMergedValue } from '#lib/core/text-normalisation.ts'
import { uploadedFile } from '#lib/imports/file.ts'
import { beginningOf } from '#lib/imports/look-at.ts'
import { readRecords } from '#lib/imports/read-records.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

const ROWS_LOOKED_AT = 200
const SAMPLES_PER_COLUMN = 3

/** What stands in each column of an uploaded file: the first values that are not empty and not alike. */
export async function columnSamples(ctx: Ctx, state: Import): Promise<string[][]> {
  const samples: Set<string>[] = state.header.map(() => new Set())
  if (!state.encoding || !state.delimiter) return []
  try {
    const beginning = await beginningOf(uploadedFile(ctx, state), state.encoding)
    for await (const records of readRecords([beginning], state.delimiter)) {
      for (const { rowNumber, cells } of records) {
        if (rowNumber <= state.headerRow || rowNumber > state.headerRow + ROWS_LOOKED_AT) continue
        cells.forEach((cell, column) => {
          const found = samples[column]
          const value = normaliseMergedValue(cell)
          if (found && found.size < SAMPLES_PER_COLUMN && value !== '') found.add(value)
        })
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error // the beginning may end inside a quoted cell
  }
  return samples.map((found) => [...found])
}
