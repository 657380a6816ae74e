import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'

import { Refusal } from '#lib/runtime/errors.ts'

/** A row as a spreadsheet would number it: the first line of the file is 1, empty rows count. */
export type ImportRecord = { rowNumber: number; cells: string[] }

export type Delimiter = ';' | ',' | '\t'

// A quotation mark that is never closed would otherwise swallow the rest of the file.
const MAX_RECORD_CHARACTERS = 65_536

/**
 * Takes a CSV text apart, holding no more than a piece of it in memory. Empty rows are left out but counted.
 *
 * Quotation marks inside an unquoted cell are plain characters; a quoted cell may hold delimiters and line ends.
 *
 * @throws Refusal import_unreadable, with the row, where a quotation mark is never closed
 */
export async function* readRecords(
  text: AsyncIterable<string> | Iterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<ImportRecord> {
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_RECORD_CHARACTERS,
  })
  // What breaks off on either side is met below, at the next record; `compose` would throw it a second time where nobody catches it.
  pipeline(Readable.from(text, { objectMode: false, encoding: 'utf8' }), parser, () => {})
  let rowNumber = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNumber += 1
      if (cells.some((cell) => cell.trim() !== '')) yield { rowNumber, cells }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal('import_unreadable', { row: rowNumber + 1 })
    throw error
  }
}
