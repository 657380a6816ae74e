import type { Tx } from '#db/client.ts'
import { bookRefund } from '#db/queries/refunds.ts'
import { requireMicro } from '#lib/billing/require-micro.ts'

type Fact = { chainId: string; holdId: string; amountMicro: number; factKey: string }

/**
 * Gives back what was spent on texts that did not arrive, where their price says so. Safe to repeat by `factKey`.
 *
 * @returns whether it was given back just now
 */
export async function refundMoney(tx: Tx, fact: Fact): Promise<boolean> {
  requireMicro(fact.amountMicro)
  return fact.amountMicro > 0 && bookRefund(tx, { kind: 'refund', ...fact })
}

/**
 * Spends again what was given back: the text arrived after all. What the balance does not reach for is owed. Safe to repeat by
 * `factKey`.
 *
 * @returns whether it was spent just now
 */
export async function rechargeMoney(tx: Tx, fact: Fact): Promise<boolean> {
  requireMicro(fact.amountMicro)
  return fact.amountMicro > 0 && bookRefund(tx, { kind: 'recharge', ...fact })
}
