import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Delimiter, ImportRecord } from '#lib/imports/read-records.ts'
import { readRecords } from '#lib/imports/read-records.ts'

const DELIMITERS: readonly Delimiter[] = [';', ',', '\t']

async function read(pieces: string[], delimiter: Delimiter = ';'): Promise<ImportRecord[]> {
  const all: ImportRecord[] = []
  for await (const records of readRecords(pieces, delimiter)) all.push(...records)
  return all
}

/** What a parser that knows nothing of ours makes of the whole text. */
function parsed(text: string, delimiter: Delimiter): ImportRecord[] {
  const rows: string[][] = parse(text, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  return rows
    .map((cells, index) => ({ rowNumber: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

const plainCharacters = fc.constantFrom(...'ab õЖ;,\t\n\r', '\r\n', '\n', ';', '😀', '\ufeff')
const anyPieces = (characters: fc.Arbitrary<string>) =>
  fc.array(
    fc.array(characters, { maxLength: 12 }).map((some) => some.join('')),
    { maxLength: 8 },
  )
const closed = fc.constantFrom('"a;b"', '"a\nb"', '"a""b"', '""', 'a"b', 'a""')

describe('rows of a file, in whatever pieces it comes', () => {
  test('without quotation marks, are those that a parser finds', () =>
    fc.assert(
      fc.asyncProperty(anyPieces(plainCharacters), fc.constantFrom(...DELIMITERS), async (pieces, delimiter) => {
        expect(await read(pieces, delimiter)).toEqual(parsed(pieces.join(''), delimiter))
      }),
      { numRuns: 1000 },
    ))

  test('with some from anywhere on, are those that a parser finds', () =>
    fc.assert(
      fc.asyncProperty(
        anyPieces(plainCharacters),
        fc.array(fc.tuple(closed, fc.constantFrom(';', '\n', '\r\n', '\r')), { minLength: 1, maxLength: 4 }),
        anyPieces(plainCharacters),
        fc.nat(20),
        async (before, cells, after, cut) => {
          const quoted = `\n${cells.flat().join('')}`
          const pieces = [...before, quoted.slice(0, cut), quoted.slice(cut), ...after]
          expect(await read(pieces)).toEqual(parsed(pieces.join(''), ';'))
        },
      ),
      { numRuns: 1000 },
    ))
})

test('a line end that lies across two pieces is one', async () => {
  expect(await read(['a;b\r', '\nc;d\r', '\n'])).toEqual([
    { rowNumber: 1, cells: ['a', 'b'] },
    { rowNumber: 2, cells: ['c', 'd'] },
  ])
})

test('empty rows are left out, and counted', async () => {
  expect(await read(['\n;;\na;b\n'])).toEqual([{ rowNumber: 3, cells: ['a', 'b'] }])
})

test.each([
  ['a quotation mark that is never closed', `a;b\n"${'c'.repeat(70_000)}`],
  ['a line that never ends', `a;b\n${'c'.repeat(70_000)}`],
])('%s is told of by its row', async (_why, text) => {
  await expect(read([text])).rejects.toMatchObject({ code: 'import_unreadable', params: { row: 2 } })
})

test('a long line that is no longer than a row may be is read', async () => {
  const note = 'õ'.repeat(30_000)
  expect(await read([`a;b\nc;${note}\nd;e`])).toMatchObject([{}, { cells: ['c', note] }, { cells: ['d', 'e'] }])
})
