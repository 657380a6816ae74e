import { deleteProviderAccount, hasCarriedTexts, orderProviderAccounts } from '#db/queries/provider-accounts.ts'
import { requireAccount } from '#lib/routing/require-account.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Takes an account off the list that no text ever went out by. One that carried texts is switched off instead: their receipts and
 * replies still come by its name.
 *
 * @throws WrongAccount
 */
export async function removeAccount(name: string): Promise<void> {
  await asWorker(async (tx) => {
    const { channel } = await requireAccount(tx, name)
    const others = channel.filter((other) => other.name !== name)
    if (others.length === 0) throw new WrongAccount(`${name} is the only account of its channel: add another first.`)
    if (await hasCarriedTexts(tx, name)) {
      throw new WrongAccount(
        `Texts went out by ${name}, and their receipts come by its name: switch it off with disable.`,
      )
    }
    await deleteProviderAccount(tx, name)
    await orderProviderAccounts(
      tx,
      others.map((other) => other.name),
    )
  })
  log.info('a provider account was removed', { provider: name })
}
