import type { Tx } from '#db/client.ts'
import type { ProviderAccount } from '#db/queries/provider-accounts.ts'
import { listProviderAccounts, lockProviderAccounts } from '#db/queries/provider-accounts.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'

/** An account and its channel's list, locked for a change. */
export async function requireAccount(
  tx: Tx,
  name: string,
): Promise<{ account: ProviderAccount; channel: ProviderAccount[] }> {
  await lockProviderAccounts(tx)
  const accounts = await listProviderAccounts(tx)
  const account = accounts.find((other) => other.name === name)
  if (account) return { account, channel: accounts.filter(({ channel }) => channel === account.channel) }
  const names = accounts.map((other) => other.name).join(', ')
  throw new WrongAccount(`There is no account called ${name}. The accounts are: ${names || 'none'}.`)
}
