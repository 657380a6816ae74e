import { orderProviderAccounts } from '#db/queries/provider-accounts.ts'
import { requireAccount } from '#lib/routing/require-account.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Puts an account at a place of its channel's list, 1 being the first. All traffic goes to the first that is well, at once.
 *
 * @throws WrongAccount
 */
export async function moveAccount(name: string, place: number): Promise<void> {
  await asWorker(async (tx) => {
    const { channel } = await requireAccount(tx, name)
    if (!Number.isInteger(place) || place < 1 || place > channel.length) {
      throw new WrongAccount(`The place is a number from 1 to ${channel.length}.`)
    }
    const names = channel.map((other) => other.name).filter((other) => other !== name)
    await orderProviderAccounts(tx, names.toSpliced(place - 1, 0, name))
  })
  log.info('a provider account was moved', { provider: name })
}
