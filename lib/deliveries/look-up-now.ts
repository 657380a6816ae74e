import { askAtOnce } from '#db/queries/doubts.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { LookUpInput } from '#lib/deliveries/inputs.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Has the provider asked for texts in doubt now rather than at their next turn. A worker asks; the answer is on the page seconds later.
 *
 * @throws Refusal delivery_already_decided when none of them is in doubt any more, or theirs
 */
export async function lookUpNow(ctx: Ctx, { delivery }: LookUpInput): Promise<{ asked: number }> {
  return inChain(ctx, async (tx) => {
    const asked = await askAtOnce(tx, ctx, delivery)
    if (asked === 0) throw new Refusal('delivery_already_decided', { count: delivery.length })
    await enqueue(tx, 'deliveries.look-up', {})
    await recordAudit(tx, ctx, { action: 'delivery.look_up', after: { deliveries: delivery } })
    return { asked }
  })
}
