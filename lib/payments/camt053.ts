import { SaxesParser } from 'saxes'

import type { CamtNode } from '#lib/payments/camt-node.ts'
import { textAt } from '#lib/payments/camt-node.ts'
import type { StatementEntry } from '#lib/payments/statement-entry.ts'
import { entriesOf } from '#lib/payments/statement-entry.ts'
import { Refusal } from '#lib/runtime/errors.ts'

export const MAX_STATEMENT_BYTES = 64 * 1024 ** 2
export const MAX_ENTRIES = 100_000
const MAX_DEPTH = 40
const MAX_TEXT = 4_000

export type Statement = { iban: string; statementRef: string; entries: StatementEntry[] }

/**
 * Reads a bank statement (ISO 20022 camt.053) as it comes, entry by entry, so that a large file stands nowhere whole as a tree. No
 * document type and no entity of its own is taken: what XML can be bombed with is refused before it is read.
 *
 * @throws Refusal statement_unreadable (`line`), statement_too_large, statement_not_camt053
 */
export async function readCamt053(pieces: AsyncIterable<Uint8Array>): Promise<Statement[]> {
  const statements: Statement[] = []
  const open: CamtNode[] = []
  let current: { iban: string; statementRef: string; entries: StatementEntry[] } | null = null
  let count = 0
  const parser = new SaxesParser()
  const unreadable = () => new Refusal('statement_unreadable', { line: parser.line })

  parser.on('doctype', () => {
    throw unreadable()
  })
  parser.on('error', () => {
    throw unreadable()
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= MAX_DEPTH) throw unreadable()
    const own = localName(name)
    if (own === 'Stmt') current = { iban: '', statementRef: '', entries: [] }
    open.push({ name: own, text: '', currency: attributes.Ccy ?? null, children: [] })
  })
  const addText = (text: string) => {
    const node = open.at(-1)
    // Line breaks between elements are no text of the element around them: a statement has one for each entry.
    if (!node || (node.text === '' && text.trim() === '')) return
    node.text += text
    if (node.text.length > MAX_TEXT) throw unreadable()
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const node = open.pop()
    const parent = open.at(-1)
    if (!node || !parent || !current) return
    if (node.name === 'Ntry' && parent.name === 'Stmt') {
      const entries = entriesOf(node, current.statementRef, current.entries.length)
      count += entries.length
      if (count > MAX_ENTRIES) throw new Refusal('statement_too_large', { mostEntries: MAX_ENTRIES })
      current.entries.push(...entries)
    } else if (parent.name === 'Stmt' && node.name === 'Id') current.statementRef = node.text.trim().slice(0, 100)
    else if (parent.name === 'Stmt' && node.name === 'Acct')
      current.iban = textAt(node, 'Id', 'IBAN').replace(/\s/g, '').slice(0, 34)
    else if (open.some(({ name }) => name === 'Ntry' || name === 'Acct')) parent.children.push(node)
    if (node.name === 'Stmt') {
      if (!current.iban || !current.statementRef) throw new Refusal('statement_not_camt053')
      statements.push(current)
      current = null
    }
  })

  await feed(parser, pieces, unreadable)
  if (statements.length === 0) throw new Refusal('statement_not_camt053')
  return statements
}

async function feed(parser: SaxesParser, pieces: AsyncIterable<Uint8Array>, unreadable: () => Refusal): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  try {
    for await (const piece of pieces) {
      bytes += piece.byteLength
      if (bytes > MAX_STATEMENT_BYTES) throw new Refusal('statement_too_large', { mostEntries: MAX_ENTRIES })
      parser.write(decoder.decode(piece, { stream: true }))
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    // Bytes that are no UTF-8, and amounts that are none.
    if (error instanceof TypeError || error instanceof RangeError) throw unreadable()
    throw error
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
