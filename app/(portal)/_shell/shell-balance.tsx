import { BalancePill } from '#components/balance-pill.tsx'
import { currentBalance } from '#lib/web/current-balance.ts'

// Enough for some two hundred texts of two segments; a chain's own threshold comes with the money issue.
const LOW_BALANCE_MICRO = 20_000_000

/** The balance pill of the top bar, for those who see money. */
export async function ShellBalance() {
  const account = await currentBalance()
  if (!account) return null
  return <BalancePill availableMicro={account.availableMicro} low={account.availableMicro < LOW_BALANCE_MICRO} />
}
