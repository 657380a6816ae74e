import { findChain } from '#db/queries/chains.ts'
import { findReferenceBase, findSeller, insertInvoice, listVatRates } from '#db/queries/invoices.ts'
import { recordAudit } from '#lib/audit/record.ts'
import { dayIn, dayPlus } from '#lib/core/calendar-day.ts'
import { referenceNumber } from '#lib/core/reference-number.ts'
import { vatOfNet, vatRateOn } from '#lib/core/vat.ts'
import type { CreateInvoiceInput } from '#lib/payments/inputs.ts'
import { SELLER_LOCATION } from '#lib/payments/seller-location.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

const DAYS_TO_PAY = 14

/**
 * Makes a pro-forma invoice for a net sum, which the balance gets once it is paid; the tax comes on top.
 *
 * @throws Refusal seller_unknown while the operator has not said who issues invoices
 */
export async function createInvoice(ctx: Ctx, { euros, locale }: CreateInvoiceInput): Promise<{ invoiceId: string }> {
  return inChain(ctx, async (tx) => {
    const chain = await findChain(tx, ctx.chainId)
    const base = await findReferenceBase(tx, ctx.chainId)
    if (!chain || base === null) throw new Refusal('not_found')
    const seller = await findSeller(tx)
    if (!seller) throw new Refusal('seller_unknown')

    const issuedOn = dayIn(chain.zone, ctx.now)
    const vatBasisPoints = vatRateOn(await listVatRates(tx, SELLER_LOCATION), issuedOn)
    const invoice = await insertInvoice(tx, {
      ...vatOfNet(euros, vatBasisPoints),
      chainId: ctx.chainId,
      reference: referenceNumber(base),
      buyer: chain.name,
      seller,
      locale,
      vatBasisPoints,
      issuedOn,
      dueOn: dayPlus(issuedOn, DAYS_TO_PAY),
      issuedBy: ctx.staffId,
    })
    const { id: invoiceId, number, grossMicro } = invoice
    await recordAudit(tx, ctx, { action: 'invoice.create', entityId: invoiceId, after: { number, grossMicro } })
    return { invoiceId }
  })
}
