import { bookTopUp } from '#db/queries/top-ups.ts'
import { recordAudit } from '#lib/audit/record.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { inChain } from '#lib/runtime/transaction.ts'

/**
 * Adds a payment to the chain's balance. `factKey` names the payment (a bank's reference, say): given again, it changes
 * nothing.
 *
 * @returns what is available afterwards, in micro-euros, or null when this payment was booked before
 */
export async function topUp(
  ctx: Ctx,
  payment: { amountMicro: number; factKey: string; note?: string },
): Promise<number | null> {
  const { amountMicro, factKey, note = null } = payment
  return inChain(ctx, async (tx) => {
    const availableMicro = await bookTopUp(tx, ctx.chainId, { amountMicro, factKey, note })
    if (availableMicro !== null)
      await recordAudit(tx, ctx, { action: 'billing.top_up', after: { amountMicro, factKey } })
    return availableMicro
  })
}
