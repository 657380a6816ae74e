import { insertProviderAccount, listProviderAccounts, lockProviderAccounts } from '#db/queries/provider-accounts.ts'
import type { Channel } from '#lib/providers/transport.ts'
import { parseTransport } from '#lib/providers/transport.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { seal, unseal } from '#lib/runtime/seal.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/**
 * On the first start a channel has no account: SMS_TRANSPORT and EMAIL_TRANSPORT say which it gets. Later they are not read any more,
 * and who changes them is told so.
 */
export async function ensureFirstAccounts(): Promise<void> {
  const { SMS_TRANSPORT, EMAIL_TRANSPORT } = env()
  const wanted = [
    { channel: 'sms', address: SMS_TRANSPORT },
    { channel: 'email', address: EMAIL_TRANSPORT },
  ] as const
  await asWorker(async (tx) => {
    await lockProviderAccounts(tx)
    const accounts = await listProviderAccounts(tx)
    for (const { channel, address } of wanted) {
      const own = accounts.filter((account) => account.channel === channel)
      if (own.length > 0) {
        if (address !== 'sandbox' && !own.some(({ name, transport }) => isAddress(transport, name, address))) {
          log.warn('the transport in the settings differs from the accounts: change those with npm run provider', {
            channel,
          })
        }
        continue
      }
      const { kind } = parseTransport(address)
      const name = nameOf(kind, channel)
      await insertProviderAccount(tx, { name, channel, kind, transport: seal(address, name) })
    }
  })
}

/** Names are unique over the channels, and only the sandbox carries both. */
function nameOf(kind: string, channel: Channel): string {
  return kind === 'sandbox' && channel === 'email' ? 'sandbox-email' : kind
}

function isAddress(sealed: string, name: string, address: string): boolean {
  try {
    return unseal(sealed, name) === address
  } catch {
    return false // sealed with another SECRET: the health page says so
  }
}
