import { settleCardEvent } from '#db/queries/card-payments.ts'
import type { SettleCardEventInput } from '#lib/payments/inputs.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asOperator } from '#lib/runtime/transaction.ts'

/**
 * Takes an event of the card service off the list: somebody has seen to it, with the card service or by a payment booked by hand.
 *
 * @throws Refusal entry_already_settled
 */
export async function settleCardEventByHand(
  { staffId }: OperatorCtx,
  { eventId }: SettleCardEventInput,
): Promise<void> {
  const settled = await asOperator((tx) => settleCardEvent(tx, eventId, staffId))
  if (!settled) throw new Refusal('entry_already_settled')
}
