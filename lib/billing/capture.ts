import type { Tx } from '#db/client.ts'
import { takeFromHold } from '#db/queries/billing.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'

/** Spends a part of a hold: the texts it was for have been accepted. Safe to repeat by `factKey`. */
export async function captureMoney(
  tx: Tx,
  { amountMicro, ...fact }: { chainId: string; holdId: string; amountMicro: number; factKey: string },
): Promise<void> {
  requireMicro(amountMicro)
  if (amountMicro === 0) return
  await takeFromHold(tx, { kind: 'capture', amountMicro, ...fact })
}
