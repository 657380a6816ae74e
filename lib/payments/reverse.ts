import { decidePayment, lockPayment, reopenInvoice } from '#db/queries/payments.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { reverseMoney } from '#lib/billing/reverse.ts'
import type { ReversePaymentInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Books that the bank took a payment back. What it had credited leaves the balance; what is already spent of it is owed, and stops
 * sending until it is paid.
 *
 * @throws Refusal payment_already_decided when it is not booked, or was reversed before
 */
export async function reversePayment(ctx: OperatorCtx, { paymentId }: ReversePaymentInput): Promise<void> {
  await asOperator(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) throw new Refusal('not_found')
    const { id, chainId, source, status, netMicro, note } = payment
    if (status !== 'booked' || source === 'correction') throw new Refusal('payment_already_decided')

    await decidePayment(tx, { chainId, id }, { status: 'reversed', decidedBy: ctx.staffId })
    await reverseMoney(tx, { chainId, amountMicro: netMicro, factKey: `reversal ${id}`, note, staffId: ctx.staffId })
    await reopenInvoice(tx, { chainId, id })
    await recordOperatorAudit(tx, ctx, chainId, { action: 'payment.reverse', entityId: id, after: { netMicro } })
  })
}
