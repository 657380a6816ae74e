import type { Tx } from '#db/client.ts'
import { listVatRates } from '#db/queries/invoices.ts'
import type { NewPayment, OpenInvoice } from '#db/queries/payments.ts'
import { insertPayments, lockOpenInvoices } from '#db/queries/payments.ts'
import { creditOfPayment, vatRateOn } from '#lib/core/vat.ts'
import { SELLER_LOCATION } from '#lib/payments/seller-location.ts'

export type BankPayment = {
  chainId: string
  bankEntryId: string
  amountMicro: number
  bookedOn: string
  remittance: string
}

/**
 * Books what a bank says came in: each payment credits its net part, its invoice counts it as paid. In two statements, however many
 * there are. The caller has written the bank's entries in the same transaction, whose names make a second booking impossible.
 */
export async function bookBankPayments(tx: Tx, payments: readonly BankPayment[], enteredBy: string): Promise<void> {
  if (payments.length === 0) return
  const rates = await listVatRates(tx, SELLER_LOCATION)
  const chainIds = Array.from(new Set(payments.map(({ chainId }) => chainId)))
  const invoices = Map.groupBy(await lockOpenInvoices(tx, chainIds), ({ chainId }) => chainId)
  const booked = payments.map((payment): NewPayment => {
    const { chainId, bankEntryId, amountMicro, bookedOn, remittance } = payment
    const invoice = invoiceOf(payment, invoices.get(chainId) ?? [])
    const vatBasisPoints = vatRateOn(rates, bookedOn)
    const credit = creditOfPayment(amountMicro, invoice, vatBasisPoints)
    if (invoice) {
      invoice.paidMicro += credit.toInvoiceMicro
      invoice.creditedMicro += credit.toInvoiceNetMicro
    }
    return {
      ...credit,
      chainId,
      bankEntryId,
      checkoutId: null,
      grossMicro: amountMicro,
      vatBasisPoints,
      invoiceId: invoice?.id ?? null,
      paidOn: bookedOn,
      note: remittance.slice(0, 300),
    }
  })
  await insertPayments(tx, 'bank', booked, enteredBy)
}

// The one that the payer names, else the one of exactly this sum, else the oldest that is open. The reference number names the chain alone.
function invoiceOf({ amountMicro, remittance }: BankPayment, invoices: readonly OpenInvoice[]): OpenInvoice | null {
  const open = invoices.filter(({ paidMicro, grossMicro }) => paidMicro < grossMicro)
  const numbers = new Set(remittance.match(/\d+/g)?.map(Number))
  return (
    open.find(({ number }) => numbers.has(number)) ??
    open.find(({ paidMicro, grossMicro }) => grossMicro - paidMicro === amountMicro) ??
    open[0] ??
    null
  )
}
