import type { Tx } from '#db/client.ts'
import { lockAccount } from '#db/queries/billing.ts'
import { bookReversal } from '#db/queries/reversals.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'
import { Refusal } from '#lib/runtime/errors.ts'

type Fact = { chainId: string; amountMicro: number; factKey: string; note: string | null; staffId: string | null }

/**
 * Takes a payment back off the balance: the bank recalled it, say. What is free pays it; the rest is owed, and while a chain owes
 * nothing of it is handed over. Safe to repeat by `factKey`.
 *
 * @returns whether it was booked just now
 * @throws Refusal reversal_too_large: nobody can take back more than was paid in (`mostMicro`)
 */
export async function reverseMoney(tx: Tx, { chainId, ...fact }: Fact): Promise<boolean> {
  requireMicro(fact.amountMicro)
  const { toppedUpMicro } = await lockAccount(tx, chainId)
  if (fact.amountMicro > toppedUpMicro) throw new Refusal('reversal_too_large', { mostMicro: toppedUpMicro })
  return (await bookReversal(tx, chainId, { kind: 'reversal', ...fact })) !== null
}
