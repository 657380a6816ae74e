import 'server-only'
import { ReadableStream } from 'node:stream/web'
import { stringify } from 'csv-stringify/sync'

/**
 * Streams a CSV file page by page, so that a list of any length never stands in memory whole.
 *
 * Semicolons and a byte order mark: what a spreadsheet in Estonia opens without asking. `cells` makes a line of a row, its texts
 * through `csvCell`, which keeps a name such as "=cmd" from becoming a formula. It is called when the request is over, so whatever it
 * asks of the request (words, formats) it must have asked before.
 */
export function csvResponse<Row>(
  fileName: string,
  header: string[],
  pages: AsyncIterable<Row[]>,
  cells: (row: Row) => string[],
): Response {
  return new Response(ReadableStream.from(encoded(header, pages, cells)) as globalThis.ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  })
}

const ROWS_PER_READ = 2_000

/**
 * Reads a keyset list to its end: each page is one short transaction, so a long download holds none open.
 *
 * `readPage` is asked for `limit` rows. A list that reads one more, to know whether a page follows, may give it: it is read again.
 */
export async function* keysetPages<Row>(
  readPage: (last: Row | undefined, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let last: Row | undefined
  while (true) {
    const rows = (await readPage(last, ROWS_PER_READ)).slice(0, ROWS_PER_READ)
    if (rows.length === 0) return
    yield rows
    if (rows.length < ROWS_PER_READ) return
    last = rows.at(-1)
  }
}

async function* encoded<Row>(
  header: string[],
  pages: AsyncIterable<Row[]>,
  cells: (row: Row) => string[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\ufeff${stringify([header], { delimiter: ';' })}`)
  for await (const rows of pages) yield encoder.encode(stringify(rows.map(cells), { delimiter: ';' }))
}
