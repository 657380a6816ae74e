import { describe, expect, test } from 'vitest'

import { MAX_STATEMENT_BYTES, readCamt053 } from '#lib/payments/camt053.ts'
import { camt053 } from '#tests/camt053.ts'

async function* pieces(text: string, size = 7) {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}
const read = (text: string, size?: number) => readCamt053(pieces(text, size))

const ENTRY = camt053(
  [{ euros: '124.00', reference: '1234561', entryRef: 'A1', remittance: 'Arve 7 & „tänud“'.replace('&', '&amp;') }],
  {
    statementRef: 'S1',
  },
)

test('a payment is read, whatever way its bytes come in', async () => {
  const [statement] = await read(ENTRY)
  expect(statement).toEqual({
    iban: 'EE382200221020145685',
    statementRef: 'S1',
    entries: [
      {
        entryRef: 'A1',
        bookedOn: '2026-10-13',
        amountMicro: 124_000_000,
        currency: 'EUR',
        payer: 'Hambaravi OÜ',
        remittance: 'Arve 7 & „tänud“',
        reference: '1234561',
        isBooked: true,
        isReturn: false,
      },
    ],
  })
})

test('a long statement is read whole, with all its line breaks', async () => {
  const [statement] = await read(camt053(Array.from({ length: 5_000 }, () => ({ euros: '1.00' }))), 65_536)
  expect(statement?.entries).toHaveLength(5_000)
})

test('elements may carry a prefix', async () => {
  const prefixed = ENTRY.replace(/<(\/?)([A-Z])/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=')
  expect((await read(prefixed))[0]?.entries).toHaveLength(1)
})

describe('a sum of several payments', () => {
  const batch = (second: string) =>
    ENTRY.replace(
      /<NtryDtls>.*<\/NtryDtls>/s,
      '<NtryDtls><TxDtls><Amt Ccy="EUR">100.00</Amt><RmtInf><Strd><CdtrRefInf><Ref>13</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>' +
        `<TxDtls>${second}</TxDtls></NtryDtls>`,
    )

  test('is taken apart where all amounts are there', async () => {
    const [statement] = await read(batch('<Amt Ccy="EUR">24.00</Amt>'))
    expect(
      statement?.entries.map(({ entryRef, amountMicro, reference }) => [entryRef, amountMicro, reference]),
    ).toEqual([
      ['A1/1', 100_000_000, '13'],
      ['A1/2', 24_000_000, null],
    ])
  })

  test.each([
    ['without an amount', ''],
    ['that do not add up', '<Amt Ccy="EUR">23.00</Amt>'],
    ['in another currency', '<Amt Ccy="USD">24.00</Amt>'],
  ])('%s stays one, for a person', async (_why, second) => {
    const [statement] = await read(batch(second))
    expect(statement?.entries).toMatchObject([{ entryRef: 'A1', amountMicro: 124_000_000, reference: null }])
  })
})

const BOMB = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}"><!ENTITY c "&b;&b;&b;">]>`

describe('what is refused with a sentence', () => {
  test.each([
    ['an entity bomb', BOMB + ENTRY.slice(ENTRY.indexOf('<Document')), 'statement_unreadable'],
    ['an entity of its own', ENTRY.replace('Ettemaks', '&b;').replace('Arve', '&b;'), 'statement_unreadable'],
    ['no XML', 'Kuupäev;Summa\n13.10.2026;124,00', 'statement_unreadable'],
    ['another document', '<Document><CstmrCdtTrfInitn/></Document>', 'statement_not_camt053'],
    ['half a file', ENTRY.slice(0, ENTRY.length / 2), 'statement_unreadable'],
    ['an amount that is none', ENTRY.replace('124.00', '1e9'), 'statement_unreadable'],
    ['an amount below nothing', ENTRY.replace('124.00', '-124.00'), 'statement_unreadable'],
    [
      'a debit below nothing, which would be a credit',
      ENTRY.replace('124.00', '-124.00').replace('CRDT', 'DBIT'),
      'statement_unreadable',
    ],
    ['a day that is none', ENTRY.replace('2026-10-13', '2026-02-31'), 'statement_unreadable'],
    ['elements without end', '<Stmt>'.repeat(100), 'statement_unreadable'],
    ['a text without end', ENTRY.replace('Hambaravi', 'H'.repeat(5_000)), 'statement_unreadable'],
  ])('%s', async (_why, text, code) => {
    await expect(read(text, 4_096)).rejects.toMatchObject({ code })
  })

  test('bytes that are no UTF-8', async () => {
    async function* latin() {
      yield Buffer.from(ENTRY.replace('Hambaravi', 'Hambar\u00e4vi'), 'latin1')
    }
    await expect(readCamt053(latin())).rejects.toMatchObject({ code: 'statement_unreadable' })
  })

  test('a file without end, before it is all there', async () => {
    let sent = 0
    async function* endless() {
      yield new TextEncoder().encode(ENTRY.slice(0, ENTRY.indexOf('<Ntry>')))
      const filler = new TextEncoder().encode(`<!--${'x'.repeat(1_000_000)}-->`)
      while (true) {
        sent += filler.byteLength
        yield filler
      }
    }
    await expect(readCamt053(endless())).rejects.toMatchObject({ code: 'statement_too_large' })
    expect(sent).toBeLessThan(MAX_STATEMENT_BYTES + 2_000_000)
  }, 60_000)
})
