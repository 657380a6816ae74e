import { inflateSync } from 'node:zlib'

// Reads the words back out of a PDF as a reader would: each font's own table from glyphs to Unicode, then what each page shows in it.

/** One string for each run of text, in the order of the pages. */
export function wordsOfPdf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const tables = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', font = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? '')?.[1]
      if (table) tables.set(name, glyphsOf(objects.get(table)?.stream ?? ''))
    }
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.flatMap(({ head }) => {
    const contents = /\/Contents (\d+) 0 R/.exec(head)?.[1] ?? ''
    return shownIn(objects.get(contents)?.stream ?? '', tables)
  })
}

type PdfObject = { head: string; stream: string }

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, PdfObject>()
  for (const { 1: number = '', 2: body = '', index } of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = ''] = body.split('stream\n', 1)
    const from = text.indexOf('stream\n', index) + 'stream\n'.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const bytes = pdf.subarray(from, from + length)
    const isPacked = head.includes('/FlateDecode')
    objects.set(number, {
      head,
      stream: length === 0 ? '' : (isPacked ? inflateSync(bytes) : bytes).toString('latin1'),
    })
  }
  return objects
}

function glyphsOf(table: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})>\s*<[0-9a-f]{4}>\s*\[([^\]]*)\]/gi)) {
    let glyph = Number.parseInt(first, 16)
    for (const [, code = ''] of list.matchAll(/<([0-9a-f]*)>/gi)) {
      const letters = Buffer.from(code, 'hex').swap16().toString('utf16le')
      glyphs.set(glyph.toString(16).padStart(4, '0'), letters)
      glyph += 1
    }
  }
  return glyphs
}

function shownIn(contents: string, tables: Map<string, Map<string, string>>): string[] {
  const words: string[] = []
  let glyphs = new Map<string, string>()
  for (const [, font, run] of contents.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[-\d.\s])*)\] TJ/gi)) {
    if (font) glyphs = tables.get(font) ?? new Map()
    if (run === undefined) continue
    const codes = [...run.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => hex.toLowerCase()).join('')
    words.push((codes.match(/.{4}/g) ?? []).map((code) => glyphs.get(code) ?? '\uFFFD').join(''))
  }
  return words
}
