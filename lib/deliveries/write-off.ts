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
 * Gives texts in doubt up: their price is free again, for good. A receipt that says *delivered* all the same still tells the truth about
 * the text, but takes nothing back (docs/decisions/0014).
 *
 * @throws Refusal as `decideTexts`
 */
export function writeOffDeliveries(ctx: Ctx, input: DecideInput): Promise<Decided> {
  return decideTexts(ctx, input, async (tx, texts) => {
    const holds = await findHolds(tx, texts)
    const ids = texts.map(({ deliveryId }) => deliveryId)
    await moveUndecided(tx, texts, 'written_off')
    await noteDecision(tx, ctx.chainId, 'write_off', ctx.staffId, ids)
    await settle(
      tx,
      texts.map((text) => ({
        ...text,
        holdId: holds.get(text.deliveryId) ?? null,
        from: 'unknown',
        to: 'written_off',
      })),
    )
    await recordAudit(
      tx,
      ctx,
      ...texts.map(({ deliveryId, priceMicro }) => ({
        action: 'delivery.write_off',
        entityId: deliveryId,
        before: { status: 'unknown' },
        after: { status: 'written_off', releasedMicro: priceMicro },
      })),
    )
  })
}
