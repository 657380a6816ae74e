import { proveMoney } from '#lib/billing/prove.ts'
import { handle } from '#worker/handle.ts'

export const ledgerHandlers = [handle('ledger.prove', proveMoney, { byTheClock: true })]
