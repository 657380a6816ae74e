import type { QuotedParser } from '#lib/imports/parse-quoted.ts'
import { MAX_RECORD_CHARACTERS, openQuotedParser } from '#lib/imports/parse-quoted.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/** A row as a spreadsheet would number it: the first line of the file is 1, empty rows count. */
export type ImportRecord = { rowNumber: number; cells: string[] }

export type Delimiter = ';' | ',' | '\t'

// A parser counts the last cell of a row in bytes of UTF-8, of which a character has three at most.
const MAX_PLAIN_LINE_CHARACTERS = MAX_RECORD_CHARACTERS / 3
const LINE_END = /\r\n|\n|\r/

/**
 * Takes a CSV text apart, holding no more than a piece of it in memory: the rows of one piece at a time. Empty rows are left out
 * but counted.
 *
 * Until the first quotation mark, which most files do not have, a row is a line and a cell is what stands between delimiters: that
 * is several times faster than parsing.
 *
 * @throws Refusal import_unreadable, with the row, where a quotation mark is never closed
 */
export async function* readRecords(
  text: AsyncIterable<string> | Iterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<ImportRecord[]> {
  let rowNumber = 0
  function recordsOf(rows: string[][]): ImportRecord[] {
    const records: ImportRecord[] = []
    for (const cells of rows) {
      rowNumber += 1
      if (cells.some((cell) => cell.trim() !== '')) records.push({ rowNumber, cells })
    }
    return records
  }

  let parser: QuotedParser | undefined
  let unread = ''
  try {
    for await (const piece of text) {
      unread += piece
      const plain = parser ? null : plainLines(unread)
      if (plain) {
        unread = plain.rest
        yield recordsOf(plain.lines.map((line) => cellsOf(line, delimiter)))
        continue
      }
      parser ??= openQuotedParser(delimiter)
      const { rows, isBroken } = await parser.write(unread)
      unread = ''
      yield recordsOf(rows)
      if (isBroken) throw new Refusal('import_unreadable', { row: rowNumber + 1 })
    }
    if (unread !== '') yield recordsOf([cellsOf(unread.replace(LINE_END, ''), delimiter)])
    if (!parser) return
    const { rows, isBroken } = await parser.end()
    yield recordsOf(rows)
    if (isBroken) throw new Refusal('import_unreadable', { row: rowNumber + 1 })
  } finally {
    parser?.destroy()
  }
}

/** The lines that are complete, and what follows them; null where only a parser can tell rows apart. */
function plainLines(text: string): { lines: string[]; rest: string } | null {
  if (text.includes('"')) return null
  // It may be half of a line end.
  const returned = text.endsWith('\r') ? '\r' : ''
  const lines = text.slice(0, text.length - returned.length).split(LINE_END)
  if (lines.some(({ length }) => length > MAX_PLAIN_LINE_CHARACTERS)) return null
  return { rest: lines.pop() + returned, lines }
}

/** As a parser does, which goes through UTF-8: half a character is none. */
function cellsOf(line: string, delimiter: Delimiter): string[] {
  return line.toWellFormed().split(delimiter)
}
