import 'server-only'
import { ReadableStream } from 'node:stream/web'
import { stringify } from 'csv-stringify/sync'

/**
 * Streams a CSV file page by page, so that a list of any length never stands in memory whole.
 *
 * Semicolons and a byte order mark: what a spreadsheet in Estonia opens without asking. Cells must have gone through
 * `csvCell`, which keeps a name such as "=cmd" from becoming a formula.
 */
export function csvResponse(fileName: string, header: string[], pages: AsyncIterable<string[][]>): Response {
  return new Response(ReadableStream.from(encoded(header, pages)) as globalThis.ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  })
}

/** Reads a keyset list to its end: each page is one short transaction, so a long download holds none open. */
export async function* keysetPages<Row>(readPage: (last: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let last: Row | undefined
  while (true) {
    const rows = await readPage(last)
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)
  }
}

async function* encoded(header: string[], pages: AsyncIterable<string[][]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\ufeff${stringify([header], { delimiter: ';' })}`)
  for await (const rows of pages) yield encoder.encode(stringify(rows, { delimiter: ';' }))
}
