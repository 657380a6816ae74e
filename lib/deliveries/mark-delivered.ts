import { noteDecision } from '#db/queries/doubts.ts'
import { findHolds } from '#db/queries/receipts.ts'
import { moveUndecided } from '#db/queries/undecided.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Decided } from '#lib/deliveries/decide.ts'
import { decideTexts } from '#lib/deliveries/decide.ts'
import type { DecideInput } from '#lib/deliveries/inputs.ts'
import { settle } from '#lib/deliveries/settle.ts'
import type { Ctx } from '#lib/runtime/context.ts'

/**
 * Takes a person's word that texts in doubt have arrived: the patient answered to one, say. Their price is spent, and no receipt
 * changes it any more.
 *
 * @throws Refusal as `decideTexts`
 */
export function markDelivered(ctx: Ctx, input: DecideInput): Promise<Decided> {
  return decideTexts(ctx, input, async (tx, texts) => {
    const holds = await findHolds(tx, texts)
    const ids = texts.map(({ deliveryId }) => deliveryId)
    await moveUndecided(tx, texts, 'delivered')
    await noteDecision(tx, ctx.chainId, 'mark_delivered', ctx.staffId, ids)
    await settle(
      tx,
      texts.map((text) => ({ ...text, holdId: holds.get(text.deliveryId) ?? null, from: 'unknown', to: 'delivered' })),
    )
    await recordAudit(
      tx,
      ctx,
      ...texts.map(({ deliveryId, priceMicro }) => ({
        action: 'delivery.mark_delivered',
        entityId: deliveryId,
        before: { status: 'unknown' },
        after: { status: 'delivered', spentMicro: priceMicro },
      })),
    )
  })
}
