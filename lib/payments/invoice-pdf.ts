import { join } from 'node:path'
import PDFDocument from 'pdfkit'

// Inter whole: Estonian and Cyrillic letters are in one file.
const FONTS = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
}
const MARGIN = 56
const RIGHT = 595.28 - MARGIN
const INK = '#1d2433'
const PALE = '#5c6475'
const LINE = '#d9dce3'

type Row = readonly [label: string, value: string]

/** Everything that stands on an invoice, in the words of its language: this module only lays it out. */
export type InvoicePaper = {
  title: string
  language: string
  seller: readonly string[]
  buyer: { label: string; lines: readonly string[] }
  facts: readonly Row[]
  line: { label: string; description: string; sum: string }
  sums: readonly Row[]
  total: Row
  payment: { label: string; rows: readonly Row[] }
  note: string
}

/** The invoice as a PDF of one A4 page. */
export async function renderInvoicePdf(paper: InvoicePaper): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: paper.language,
    info: { Title: paper.title, Author: paper.seller[0] ?? '' },
    pdfVersion: '1.7',
  })
  pdf.registerFont('regular', fontFile(FONTS.regular))
  pdf.registerFont('strong', fontFile(FONTS.strong))
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.on('error', reject)
  })
  draw(pdf, paper)
  pdf.end()
  return done
}

function draw(pdf: PDFKit.PDFDocument, paper: InvoicePaper): void {
  const { title, seller, buyer, facts, line, sums, total, payment, note } = paper
  pdf.font('strong').fontSize(20).fillColor(INK).text(title)
  pdf.moveDown(1.2)
  const top = pdf.y
  column(pdf, MARGIN, top, 230, [buyer.label], buyer.lines)
  const left = pdf.y
  table(pdf, 320, top, facts)
  pdf.y = Math.max(left, pdf.y) + 28

  rule(pdf)
  text(pdf, line.label, MARGIN, pdf.y + 8, { color: PALE, size: 9 })
  const at = pdf.y + 4
  text(pdf, line.description, MARGIN, at, { width: 330 })
  const below = pdf.y
  text(pdf, line.sum, 400, at, { width: RIGHT - 400, align: 'right' })
  pdf.y = below + 8
  rule(pdf)
  table(pdf, 320, pdf.y + 10, sums)
  pdf.y += 4
  rule(pdf, 320)
  table(pdf, 320, pdf.y + 8, [total], 'strong')

  pdf.y += 28
  text(pdf, payment.label, MARGIN, pdf.y, { font: 'strong', size: 12 })
  pdf.y += 6
  table(pdf, MARGIN, pdf.y, payment.rows, 'regular', 420)
  pdf.y += 16
  text(pdf, note, MARGIN, pdf.y, { color: PALE, size: 9, width: RIGHT - MARGIN })

  const foot = 841.89 - MARGIN - 14 * seller.length
  pdf.y = foot - 10
  rule(pdf)
  column(pdf, MARGIN, foot, RIGHT - MARGIN, [], seller, 9)
}

type Style = { font?: 'regular' | 'strong'; size?: number; color?: string; width?: number; align?: 'left' | 'right' }

function text(pdf: PDFKit.PDFDocument, words: string, x: number, y: number, style: Style = {}): void {
  const { font = 'regular', size = 10, color = INK, width = 240, align = 'left' } = style
  pdf.font(font).fontSize(size).fillColor(color).text(words, x, y, { width, align })
}

function column(
  pdf: PDFKit.PDFDocument,
  x: number,
  y: number,
  width: number,
  heads: readonly string[],
  lines: readonly string[],
  size = 10,
): void {
  pdf.y = y
  for (const head of heads) text(pdf, head, x, pdf.y, { width, color: PALE, size: 9 })
  for (const line of lines) text(pdf, line, x, pdf.y + 1, { width, size, color: size < 10 ? PALE : INK })
}

/** Labels left, values at the right edge of the column. */
function table(
  pdf: PDFKit.PDFDocument,
  x: number,
  y: number,
  rows: readonly Row[],
  font: 'regular' | 'strong' = 'regular',
  right = RIGHT,
): void {
  let at = y
  for (const [label, value] of rows) {
    text(pdf, label, x, at, { font, width: 130, color: font === 'strong' ? INK : PALE })
    const afterLabel = pdf.y
    text(pdf, value, x + 130, at, { font, width: right - x - 130, align: 'right' })
    at = Math.max(afterLabel, pdf.y) + 3
  }
  pdf.y = at
}

function rule(pdf: PDFKit.PDFDocument, from = MARGIN): void {
  pdf.moveTo(from, pdf.y).lineTo(RIGHT, pdf.y).lineWidth(0.75).strokeColor(LINE).stroke()
}

// Read as a file, not bundled: from the folder that the portal is started in, as its messages are.
function fontFile(path: string): string {
  return join(process.cwd(), 'node_modules', path)
}
