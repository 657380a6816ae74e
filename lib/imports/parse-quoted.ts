import { CsvError, parse } from 'csv-parse'

import type { Delimiter } from '#lib/imports/read-records.ts'

/** So many characters of one row, delimiters left aside. A quotation mark that is never closed would otherwise swallow the file. */
export const MAX_RECORD_CHARACTERS = 65_536

export type QuotedParser = {
  /** The rows that are complete after this piece; `isBroken` where the row behind them never will be. */
  write(piece: string): Promise<Parsed>
  end(): Promise<Parsed>
  destroy(): void
}

type Parsed = { rows: string[][]; isBroken: boolean }

/**
 * Takes any CSV text apart, piece by piece. Quotation marks inside an unquoted cell are plain characters; a quoted cell may hold
 * delimiters and line ends.
 */
export function openQuotedParser(delimiter: Delimiter): QuotedParser {
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

  function answer(error: Error | null | undefined): Parsed {
    if (error && !(error instanceof CsvError)) throw error
    return { rows: parsed.splice(0), isBroken: Boolean(error) }
  }
  return {
    write: async (piece) => answer(await new Promise<Answer>((done) => parser.write(piece, done))),
    end: async () => answer(await new Promise<Answer>((done) => parser.end(done))),
    destroy: () => void parser.destroy(),
  }
}

type Answer = Error | null | undefined
