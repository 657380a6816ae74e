import type { Import } from '#db/queries/imports.ts'
import { decode } from '#lib/imports/decode.ts'
import type { ImportFile } from '#lib/imports/file.ts'
import type { ImportRecord } from '#lib/imports/read-records.ts'
import { readRecords } from '#lib/imports/read-records.ts'

export type RecordRange = { records: ImportRecord[]; bytesRead: number }

/** The rows below the header, in ranges, from where the import has come to; those read before are passed over. */
export async function* readRanges(file: ImportFile, state: Import, rowsPerRange: number): AsyncGenerator<RecordRange> {
  if (!state.encoding || !state.delimiter) throw new Error(`import ${state.id} was never looked at`)
  let bytesRead = 0
  async function* counted() {
    for await (const piece of file.pieces()) {
      bytesRead += piece.byteLength
      yield piece
    }
  }
  let toPassOver = state.rowsRead
  let records: ImportRecord[] = []
  for await (const read of readRecords(decode(counted(), state.encoding), state.delimiter)) {
    for (const record of read) {
      if (record.rowNumber <= state.headerRow) continue
      if (toPassOver > 0) {
        toPassOver -= 1
        continue
      }
      records.push(record)
      if (records.length < rowsPerRange) continue
      yield { records, bytesRead }
      records = []
    }
  }
  yield { records, bytesRead }
}
