import type { Tx } from '#db/client.ts'
import type { Checkout } from '#db/queries/card-payments.ts'
import { listVatRates } from '#db/queries/invoices.ts'
import { insertPayments, lockOpenInvoices } from '#db/queries/payments.ts'
import { creditOfPayment, vatRateOn } from '#lib/core/vat.ts'
import { SELLER_LOCATION } from '#lib/payments/seller-location.ts'

/**
 * Books a card's payment of an invoice: its net part is credited, and the invoice counts it as paid. Where the bank was quicker, what the
 * invoice does not need any more is money paid ahead. The caller holds the checkout, which is booked once.
 *
 * @returns what was credited, and what the invoice had no need of (gross)
 */
export async function bookCardPayment(
  tx: Tx,
  { id: checkoutId, chainId, invoiceId, amountMicro, begunBy }: Checkout,
  paidOn: string,
): Promise<{ netMicro: number; surplusMicro: number }> {
  const vatBasisPoints = vatRateOn(await listVatRates(tx, SELLER_LOCATION), paidOn)
  const open = (await lockOpenInvoices(tx, [chainId])).find(({ id }) => id === invoiceId) ?? null
  const credit = creditOfPayment(amountMicro, open, vatBasisPoints)
  const payment = { ...credit, chainId, grossMicro: amountMicro, vatBasisPoints, invoiceId: open?.id ?? null, paidOn }
  await insertPayments(tx, 'card', [{ ...payment, bankEntryId: null, checkoutId, note: '' }], begunBy)
  return { netMicro: credit.netMicro, surplusMicro: amountMicro - credit.toInvoiceMicro }
}
