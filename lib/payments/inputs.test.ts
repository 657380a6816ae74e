import { expect, test } from 'vitest'

import { CreateInvoiceInput, EnterPaymentInput } from '#lib/payments/inputs.ts'
import { AnnounceTariffInput } from '#lib/tariffs/inputs.ts'

const CHAIN = '0199a2a0-0000-7000-8000-000000000001'

/** What is said beside a field; nothing where it is taken. */
function saidOf(result: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }, field: string) {
  return result.error?.issues.filter(({ path }) => path[0] === field).map(({ message }) => message)
}

test.each(['-5', '−5', '0', '4,99', '100000,01', '12,345', '1e3', '0x10', 'NaN', '', '99999999999', '5;5'])(
  'an invoice over %j is refused beside the sum',
  (euros) => {
    expect(saidOf(CreateInvoiceInput.safeParse({ euros, locale: 'et' }), 'euros')).toHaveLength(1)
  },
)

test.each([
  ['5', 5_000_000],
  ['1 000,50', 1_000_500_000],
  ['100000', 100_000_000_000],
])('an invoice over %s is taken', (euros, micro) => {
  expect(CreateInvoiceInput.parse({ euros, locale: 'et' })).toMatchObject({ euros: micro })
})

test.each(['-0,05', '0,0000001', '11', 'viis'])('a price of %j is refused beside it', (price) => {
  const tariff = { location: 'EE', channel: 'sms', country: 'FI', price, fromDay: '2026-12-01' }
  expect(saidOf(AnnounceTariffInput.safeParse(tariff), 'price')).toHaveLength(1)
})

test('a correction may lie below nothing, and is never nothing', () => {
  const correction = { chainId: CHAIN, source: 'correction', paidOn: '2026-11-20', note: 'topelt' }
  expect(EnterPaymentInput.parse({ ...correction, euros: '-12,40' })).toMatchObject({ euros: -12_400_000 })
  expect(saidOf(EnterPaymentInput.safeParse({ ...correction, euros: '0' }), 'euros')).toHaveLength(1)
})
