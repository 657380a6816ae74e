import { setAccountTransport } from '#db/queries/provider-accounts.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { requireAccount } from '#lib/routing/require-account.ts'
import { requirePublicAddress } from '#lib/routing/require-public-address.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { log } from '#lib/runtime/log.ts'
import { seal } from '#lib/runtime/seal.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * Gives an account another address of the same kind: a new password, another host of the same provider. Workers open it anew within
 * seconds, after what is on the wire has been answered.
 *
 * @throws WrongAccount, WrongTransport
 */
export async function changeAddress(name: string, address: string): Promise<void> {
  const { kind } = parseTransport(address)
  await requirePublicAddress(address)
  await asWorker(async (tx) => {
    const { account } = await requireAccount(tx, name)
    if (account.kind !== kind) throw new WrongAccount(`${name} is a ${account.kind} account: add another for ${kind}.`)
    await setAccountTransport(tx, name, seal(address, name))
  })
  log.info('a provider account has a new address', { provider: name })
}
