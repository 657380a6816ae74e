import { topUp } from '#lib/billing/top-up.ts'
import { MICRO_PER_EURO } from '#lib/core/money.ts'
import { chainCtx } from '#lib/runtime/context.ts'

/** The entry of the ledger that gives a chain its trial balance. */
export const TRIAL_FACT = 'trial'
/** Some two thousand texts in Estonia. */
const TRIAL_EUROS = 100

/** Gives a new chain a balance to try everything with at its true price; given again, it changes nothing. */
export async function giveTrialMoney(chainId: string): Promise<void> {
  const amountMicro = TRIAL_EUROS * MICRO_PER_EURO
  await topUp(chainCtx(chainId), { amountMicro, factKey: TRIAL_FACT, note: 'Trial balance' })
}
