import { join } from 'node:path'
import PDFDocument from 'pdfkit'

// Inter whole: Estonian and Cyrillic letters are in one file.
const FONTS = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  strong: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
}
const MARGIN = 56
const LABEL_WIDTH = 150
const VALUE_LEFT = MARGIN + LABEL_WIDTH + 12
const VALUE_WIDTH = 595.28 - MARGIN - VALUE_LEFT
/** Where a row no longer begins on the page. */
const LOWEST = 841.89 - MARGIN - 30
const INK = '#1d2433'
const PALE = '#5c6475'

/** What stands on the paper, in the words of its language: this module only lays it out. */
export type PatientPaper = {
  title: string
  language: string
  lead: string
  sections: { title: string; rows: (readonly [label: string, value: string])[]; empty: string }[]
}

/** A patient's data as a PDF, on as many A4 pages as it takes. */
export async function renderPatientPdf(paper: PatientPaper): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    lang: paper.language,
    info: { Title: paper.title },
    pdfVersion: '1.7',
  })
  for (const [name, file] of Object.entries(FONTS)) pdf.registerFont(name, join(process.cwd(), 'node_modules', file))
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.on('error', reject)
  })
  pdf.font('strong').fontSize(18).fillColor(INK).text(paper.title)
  pdf.moveDown(0.4).font('regular').fontSize(9.5).fillColor(PALE).text(paper.lead)
  for (const section of paper.sections) drawSection(pdf, section)
  pdf.end()
  return done
}

function drawSection(pdf: PDFKit.PDFDocument, { title, rows, empty }: PatientPaper['sections'][number]): void {
  if (pdf.y > LOWEST - 40) pdf.addPage()
  pdf.moveDown(1.2).font('strong').fontSize(12).fillColor(INK).text(title, MARGIN)
  pdf.moveDown(0.3)
  if (rows.length === 0) pdf.font('regular').fontSize(10).fillColor(PALE).text(empty, MARGIN)
  for (const [label, value] of rows) {
    if (pdf.y > LOWEST) pdf.addPage()
    const top = pdf.y
    pdf.font('regular').fontSize(9).fillColor(PALE).text(label, MARGIN, top, { width: LABEL_WIDTH })
    const below = pdf.y
    pdf.fontSize(10).fillColor(INK).text(value, VALUE_LEFT, top, { width: VALUE_WIDTH })
    pdf.y = Math.max(below, pdf.y) + 4
  }
}
