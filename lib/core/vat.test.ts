import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { creditOfPayment, vatOfGross, vatOfNet, vatRateOn } from '#lib/core/vat.ts'

const CENT = 10_000
const rates = [
  { basisPoints: 2400, validFrom: '2025-07-01' },
  { basisPoints: 2200, validFrom: '2024-01-01' },
]

test.each([
  ['the day before the change', '2025-06-30', 2200],
  ['the day of the change', '2025-07-01', 2400],
  ['long after', '2026-11-22', 2400],
])('the rate on %s', (_why, day, basisPoints) => {
  expect(vatRateOn(rates, day)).toBe(basisPoints)
})

test('a day before any rate has none', () => {
  expect(() => vatRateOn(rates, '2023-12-31')).toThrow(RangeError)
})

test.each([
  ['100 € at 24 %', 10_000, 2400, 2_400],
  ['a tax of 0.4 cents is none', 2, 2000, 0],
  ['half a cent goes up', 25, 2200, 6],
  ['nothing taxed', 100, 0, 0],
])('vatOfNet: %s', (_why, netCents, rate, vatCents) => {
  expect(vatOfNet(netCents * CENT, rate)).toEqual({
    netMicro: netCents * CENT,
    vatMicro: vatCents * CENT,
    grossMicro: (netCents + vatCents) * CENT,
  })
})

test('whatever is invoiced and paid to the cent, the net part comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.constantFrom(0, 900, 2200, 2400), (cents, rate) => {
      const { grossMicro, netMicro } = vatOfNet(cents * CENT, rate)
      expect(vatOfGross(grossMicro, rate).netMicro).toBe(netMicro)
    }),
  )
})

describe('what a payment credits', () => {
  const invoice = { grossMicro: 124_000_000, netMicro: 100_000_000, paidMicro: 0, creditedMicro: 0 }

  test.each([
    ['the whole invoice: its net', 124_000_000, invoice, 100_000_000],
    ['nothing invoiced: the net part at the rate of the day', 124_000_000, null, 100_000_000],
    ['more than the invoice: the rest is ahead', 186_000_000, invoice, 150_000_000],
    [
      'an invoice that was paid before: all of it is ahead',
      124_000_000,
      { ...invoice, paidMicro: 124_000_000, creditedMicro: 100_000_000 },
      100_000_000,
    ],
  ])('%s', (_why, grossMicro, state, netMicro) => {
    expect(creditOfPayment(grossMicro, state, 2400).netMicro).toBe(netMicro)
  })

  test('parts of an invoice, however it is cut, credit its net to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 6 }),
        (netCents, parts) => {
          const vat = vatOfNet(netCents * CENT, 2400)
          let state = { ...vat, paidMicro: 0, creditedMicro: 0 }
          for (const part of [...parts.map((cents) => cents * CENT), vat.grossMicro]) {
            const { toInvoiceMicro, toInvoiceNetMicro } = creditOfPayment(part, state, 2400)
            expect(toInvoiceNetMicro).toBeGreaterThanOrEqual(0)
            state = {
              ...state,
              paidMicro: state.paidMicro + toInvoiceMicro,
              creditedMicro: state.creditedMicro + toInvoiceNetMicro,
            }
          }
          expect(state).toMatchObject({ paidMicro: vat.grossMicro, creditedMicro: vat.netMicro })
        },
      ),
    )
  })
})
