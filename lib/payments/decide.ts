import { decidePayment, lockPayment } from '#db/queries/payments.ts'
import { bookTopUp } from '#db/queries/top-ups.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import { correctMoney } from '#lib/billing/correct.ts'
import type { DecidePaymentInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * The second person's word on a payment that was entered by hand: approved it is booked, once; refused it never is.
 *
 * @throws Refusal payment_own_decision for whoever entered it, payment_already_decided when another was first
 */
export async function decideAboutPayment(ctx: OperatorCtx, { paymentId, approved }: DecidePaymentInput): Promise<void> {
  await asOperator(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (!payment) throw new Refusal('not_found')
    if (payment.status !== 'waiting') throw new Refusal('payment_already_decided')
    if (payment.enteredBy === ctx.staffId) throw new Refusal('payment_own_decision')

    const { id, chainId, source, netMicro, note } = payment
    const status = approved === 'yes' ? 'booked' : 'refused'
    await decidePayment(tx, { chainId, id }, { status, decidedBy: ctx.staffId })
    if (status === 'booked') {
      const fact = { amountMicro: netMicro, factKey: `payment ${id}`, note }
      if (source === 'correction') await correctMoney(tx, { chainId, ...fact, staffId: ctx.staffId })
      else await bookTopUp(tx, chainId, fact)
    }
    await recordOperatorAudit(tx, ctx, chainId, { action: `payment.${status}`, entityId: id, after: { netMicro } })
  })
}
