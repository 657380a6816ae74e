import type { Tx } from '#db/client.ts'
import { lockHold, takeFromHold } from '#db/queries/billing.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'

/**
 * Gives a part of a hold back to the balance: the texts it was for will not be sent. `rest` gives back whatever is neither
 * spent nor given back yet. Safe to repeat by `factKey`.
 *
 * @returns whether it was given back just now; false when this fact was booked before, or there is nothing to give
 */
export async function releaseMoney(
  tx: Tx,
  { amountMicro, ...fact }: { chainId: string; holdId: string; amountMicro: number | 'rest'; factKey: string },
): Promise<boolean> {
  const amount =
    amountMicro === 'rest' ? ((await lockHold(tx, fact.chainId, fact.holdId))?.restMicro ?? 0) : amountMicro
  requireMicro(amount)
  return amount > 0 && takeFromHold(tx, { kind: 'release', amountMicro: amount, ...fact })
}
