import type { Tx } from '#db/client.ts'
import { takeFromHold } from '#db/queries/billing.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'

/**
 * Spends a part of a hold: the texts it was for have been accepted. Safe to repeat by `factKey`.
 *
 * @returns whether it was spent just now; false when this fact was booked before, or costs nothing
 */
export async function captureMoney(
  tx: Tx,
  { amountMicro, ...fact }: { chainId: string; holdId: string; amountMicro: number; factKey: string },
): Promise<boolean> {
  requireMicro(amountMicro)
  return amountMicro > 0 && takeFromHold(tx, { kind: 'capture', amountMicro, ...fact })
}
