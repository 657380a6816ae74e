import { setAccountEnabled } from '#db/queries/provider-accounts.ts'
import { requireAccount } from '#lib/routing/require-account.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Switches an account on or off. What is on its wire is still answered; receipts over HTTP still come in. A channel whose accounts
 * are all off sends nothing: its texts wait.
 *
 * @throws WrongAccount
 */
export async function switchAccount(name: string, enabled: boolean): Promise<void> {
  await asWorker(async (tx) => {
    await requireAccount(tx, name)
    await setAccountEnabled(tx, name, enabled)
  })
  log.info('a provider account was switched', { provider: name, status: enabled ? 'on' : 'off' })
}
