import { settleCardEvent } from '#db/queries/card-payments.ts'
import { recordOperatorAudit } from '#lib/audit/record-operator.ts'
import type { SettleCardEventInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Takes an event of the card service off the list: somebody has seen to it, with the card service or by a payment booked by hand.
 *
 * @throws Refusal entry_already_settled
 */
export async function settleCardEventByHand(ctx: OperatorCtx, { eventId }: SettleCardEventInput): Promise<void> {
  await asOperator(async (tx) => {
    if (!(await settleCardEvent(tx, eventId, ctx.staffId))) throw new Refusal('entry_already_settled')
    await recordOperatorAudit(tx, ctx, null, { action: 'card_event.settle', entityId: eventId })
  })
}
