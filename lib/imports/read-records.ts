import type { Parser } from 'csv-parse'
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
  // Taken as they are parsed: a stream that breaks loses the rows that nobody has read of it yet, and those before the broken one count.
  const parsed: string[][] = []
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_RECORD_CHARACTERS,
    on_record: (cells: string[]) => void parsed.push(cells),
  })
  // Each write and the end say for themselves what broke.
  parser.on('error', () => {})
  let rowNumber = 0
  function* records(): Generator<ImportRecord> {
    for (const cells of parsed.splice(0)) {
      rowNumber += 1
      if (cells.some((cell) => cell.trim() !== '')) yield { rowNumber, cells }
    }
  }
  function orThrow(error: Error | null | undefined): void {
    if (error instanceof CsvError) throw new Refusal('import_unreadable', { row: rowNumber + 1 })
    if (error) throw error
  }

  try {
    for await (const piece of text) {
      const error = await write(parser, piece)
      yield* records()
      orThrow(error)
    }
    const error = await end(parser)
    yield* records()
    orThrow(error)
  } finally {
    parser.destroy()
  }
}

type Answer = Error | null | undefined

function write(parser: Parser, piece: string): Promise<Answer> {
  return new Promise((answer) => parser.write(piece, answer))
}

function end(parser: Parser): Promise<Answer> {
  return new Promise((answer) => parser.end(answer))
}
