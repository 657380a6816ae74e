import { BalancePill } from '#components/balance-pill.tsx'
import { currentBalance } from '#lib/web/current-balance.ts'

/** The balance pill of the top bar, for those who see money. */
export async function ShellBalance() {
  const account = await currentBalance()
  if (!account) return null
  return <BalancePill availableMicro={account.availableMicro} low={account.isLow} />
}
