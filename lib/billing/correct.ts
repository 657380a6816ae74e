import type { Tx } from '#db/client.ts'
import { lockAccount } from '#db/queries/billing.ts'
import { bookReversal } from '#db/queries/reversals.ts'
import { Refusal } from '#lib/runtime/errors.ts'

type Fact = { chainId: string; amountMicro: number; factKey: string; note: string; staffId: string | null }

/**
 * Mends what was booked wrongly, by an entry of its own: above nothing it adds, below it takes. Safe to repeat by `factKey`.
 *
 * @returns whether it was booked just now
 * @throws Refusal reversal_too_large where it would take more than was ever paid in (`mostMicro`)
 */
export async function correctMoney(tx: Tx, { chainId, ...fact }: Fact): Promise<boolean> {
  if (!Number.isSafeInteger(fact.amountMicro)) throw new RangeError(`${fact.amountMicro} is no amount in micro-euros`)
  const { toppedUpMicro } = await lockAccount(tx, chainId)
  if (toppedUpMicro + fact.amountMicro < 0) throw new Refusal('reversal_too_large', { mostMicro: toppedUpMicro })
  return (await bookReversal(tx, chainId, { kind: 'correction', ...fact })) !== null
}
