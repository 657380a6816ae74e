import type { Tx } from '#db/client.ts'
import { findEntry, insertHold, lockAccount } from '#db/queries/billing.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Sets a campaign's price aside, so that it cannot be spent twice.
 *
 * Safe to repeat: the same `factKey` gives the hold that was made the first time.
 *
 * @throws Refusal insufficient_balance, saying how much is missing (`missingMicro`)
 */
export async function holdMoney(
  tx: Tx,
  ctx: Pick<Ctx, 'chainId' | 'staffId'>,
  { campaignId, amountMicro, factKey }: { campaignId: string | null; amountMicro: number; factKey: string },
): Promise<{ holdId: string }> {
  requireMicro(amountMicro)
  const { availableMicro } = await lockAccount(tx, ctx.chainId)
  const before = await findEntry(tx, ctx.chainId, factKey)
  if (before?.holdId) return { holdId: before.holdId }

  if (availableMicro < amountMicro) {
    throw new Refusal('insufficient_balance', { missingMicro: amountMicro - availableMicro })
  }
  const { chainId, staffId } = ctx
  return { holdId: await insertHold(tx, { chainId, campaignId, amountMicro, factKey, staffId }) }
}
