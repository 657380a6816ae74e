import { proveMoney } from '#lib/billing/prove.ts'
import { watchBalances } from '#lib/billing/watch-balances.ts'
import { handle } from '#worker/handle.ts'

export const ledgerHandlers = [
  handle('ledger.prove', proveMoney, { byTheClock: true }),
  handle('balances.watch', watchBalances, { byTheClock: true }),
]
