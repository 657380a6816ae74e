import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'

import { renderInvoicePdf } from '#lib/payments/invoice-pdf.ts'

const paper = {
  title: 'Ettemaksuarve 17',
  language: 'et',
  seller: ['Meelespea OÜ', 'Lai 1, Tallinn'],
  buyer: { label: 'Ostja', lines: ['Õie Šokolaadi Žanri Hambaravi OÜ', 'Стоматология «Улыбка»'] },
  facts: [['Kuupäev', '14.10.2026']],
  line: { label: 'Kirjeldus', description: 'Saldo täiendamine', sum: '100,00 €' },
  sums: [['Käibemaks 24%', '24,00 €']],
  total: ['Tasuda', '124,00 €'],
  payment: { label: 'Makse andmed', rows: [['Viitenumber', '100010']] },
  note: 'Saldole lisandub summa ilma käibemaksuta.',
} as const

test('an invoice is one page with its letters embedded, Estonian and Cyrillic', async () => {
  const pdf = await renderInvoicePdf(paper)
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
  expect(text).toContain('/FontFile2')
  const letters = lettersIn(pdf)
  expect(Array.from('ÕŠŽäСтоматологияУлыбка€').filter((letter) => !letters.has(letter))).toEqual([])
})

/** Letters that the embedded fonts have a glyph for, by their tables back to Unicode. */
function lettersIn(pdf: Buffer): Set<string> {
  const letters = new Set<string>()
  let at = pdf.indexOf('stream\n')
  while (at !== -1) {
    const end = pdf.indexOf('\nendstream', at)
    const stream = inflated(pdf.subarray(at + 7, end))
    if (stream.includes('beginbfrange'))
      for (const [, code = ''] of stream.matchAll(/<([0-9a-f]{4})>/gi))
        letters.add(String.fromCodePoint(Number.parseInt(code, 16)))
    at = pdf.indexOf('stream\n', end + 10)
  }
  return letters
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return ''
  }
}
