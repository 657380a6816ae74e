import { listVatRates } from '#db/queries/invoices.ts'
import { insertHandPayment } from '#db/queries/payments.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { vatOfGross, vatRateOn } from '#lib/core/vat.ts'
import type { EnterPaymentInput } from '#lib/payments/inputs.ts'
import { SELLER_LOCATION } from '#lib/payments/seller-location.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Notes a payment, or a correction of the balance, that another person has to approve before it counts. A payment is entered as it
 * was paid, with tax; a correction is net and may lie below nothing.
 */
export async function enterPayment(ctx: OperatorCtx, input: EnterPaymentInput): Promise<{ paymentId: string }> {
  const { chainId, source, euros: grossMicro, paidOn, note } = input
  if (source === 'hand' && grossMicro < 0) throw new Refusal('invalid', {}, 'euros')
  return asOperator(async (tx) => {
    const vatBasisPoints = source === 'hand' ? vatRateOn(await listVatRates(tx, SELLER_LOCATION), paidOn) : 0
    const { netMicro } = vatOfGross(grossMicro, vatBasisPoints)
    const payment = { chainId, source, grossMicro, netMicro, vatBasisPoints, paidOn, note, enteredBy: ctx.staffId }
    const paymentId = await insertHandPayment(tx, payment)
    await recordOperatorAudit(tx, ctx, chainId, {
      action: 'payment.enter',
      entityId: paymentId,
      after: { source, grossMicro, netMicro },
    })
    return { paymentId }
  })
}
