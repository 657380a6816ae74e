import { MICRO_PER_CENT } from '#lib/core/money.ts'

const WHOLE_BASIS_POINTS = 10_000

export type Vat = { netMicro: number; vatMicro: number; grossMicro: number }
export type VatRate = { basisPoints: number /** YYYY-MM-DD */; validFrom: string }

/** The rate on a day; a RangeError where none is known, since an invoice without a rate would be wrong. */
export function vatRateOn(rates: readonly VatRate[], day: string): number {
  const [inForce] = rates
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  if (!inForce) throw new RangeError(`No rate of value added tax is known for ${day}`)
  return inForce.basisPoints
}

/** What is to be paid for a net sum; the tax is rounded to the cent, half a cent up. */
export function vatOfNet(netMicro: number, basisPoints: number): Vat {
  const vatMicro = toCents((netMicro * basisPoints) / WHOLE_BASIS_POINTS)
  return { netMicro, vatMicro, grossMicro: netMicro + vatMicro }
}

/** The net part of what was paid, to the cent; the rest is tax. */
export function vatOfGross(grossMicro: number, basisPoints: number): Vat {
  const netMicro = toCents((grossMicro * WHOLE_BASIS_POINTS) / (WHOLE_BASIS_POINTS + basisPoints))
  return { netMicro, vatMicro: grossMicro - netMicro, grossMicro }
}

export type InvoiceState = { grossMicro: number; netMicro: number; paidMicro: number; creditedMicro: number }

/**
 * The net part that a payment credits. What goes to an invoice credits its share of the invoice's own net, so that parts add up to it
 * to the cent; what is paid beyond it is a payment ahead, at the rate of the day.
 */
export function creditOfPayment(
  grossMicro: number,
  invoice: InvoiceState | null,
  basisPoints: number,
): { netMicro: number; toInvoiceMicro: number; toInvoiceNetMicro: number } {
  const toInvoiceMicro = invoice ? Math.max(0, Math.min(grossMicro, invoice.grossMicro - invoice.paidMicro)) : 0
  const toInvoiceNetMicro = invoice && toInvoiceMicro > 0 ? shareOf(invoice, toInvoiceMicro) : 0
  const beyond = vatOfGross(grossMicro - toInvoiceMicro, basisPoints).netMicro
  return { netMicro: toInvoiceNetMicro + beyond, toInvoiceMicro, toInvoiceNetMicro }
}

function shareOf({ grossMicro, netMicro, paidMicro, creditedMicro }: InvoiceState, partMicro: number): number {
  const paid = paidMicro + partMicro
  if (paid === grossMicro) return netMicro - creditedMicro
  return Math.max(0, toCents(netMicro * (paid / grossMicro)) - creditedMicro)
}

function toCents(micro: number): number {
  return Math.round(micro / MICRO_PER_CENT) * MICRO_PER_CENT
}
