import type { Tx } from '#db/client.ts'
import { findEntry, lockAccount } from '#db/queries/billing.ts'
import { correctMoney } from '#lib/billing/correct.ts'
import { TRIAL_FACT } from '#lib/chains/trial-money.ts'
import type { OperatorCtx } from '#lib/runtime/context.ts'

/**
 * Ends the trial balance: afterwards the chain has free what it has paid in and not a cent else. What trials cost and still hold was
 * trial money first; where they took more than there was of it, it comes back.
 *
 * @returns what was booked, in micro-euros; 0 for a chain that never had trial money
 */
export async function endTrialMoney(tx: Tx, { staffId }: OperatorCtx, chainId: string): Promise<number> {
  const given = await findEntry(tx, chainId, TRIAL_FACT)
  if (!given) return 0
  const { heldMicro, spentMicro } = await lockAccount(tx, chainId)
  const amountMicro = heldMicro + spentMicro - given.amountMicro
  if (amountMicro !== 0) {
    await correctMoney(tx, { chainId, amountMicro, factKey: `${TRIAL_FACT}:end`, note: 'End of the trial', staffId })
  }
  return amountMicro
}
