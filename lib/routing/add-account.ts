import { insertProviderAccount, lockProviderAccounts } from '#db/queries/provider-accounts.ts'
import { TRIAL_PROVIDERS } from '#lib/core/trial-providers.ts'
import type { Channel } from '#lib/providers/transport.ts'
import { channelOf, parseTransport } from '#lib/providers/transport.ts'
import { requirePublicAddress } from '#lib/routing/require-public-address.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { log } from '#lib/runtime/log.ts'
import { seal } from '#lib/runtime/seal.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

const NAME = /^[a-z][a-z0-9-]{0,30}$/

/**
 * Adds an account at the end of its channel's list. Workers open it within seconds; it carries texts once those before it cannot.
 *
 * @param channel needed for a sandbox alone: any other address says it
 * @throws WrongAccount, WrongTransport
 */
export async function addAccount(input: { name: string; address: string; channel?: string }): Promise<Channel> {
  const { name, address } = input
  if (!NAME.test(name)) {
    throw new WrongAccount('A name is 1 to 31 small letters, digits and hyphens, and begins with a letter.')
  }
  if (TRIAL_PROVIDERS.includes(name))
    throw new WrongAccount(`${name} is the sandbox of chains that are not activated yet.`)
  const { kind } = parseTransport(address)
  await requirePublicAddress(address)
  const channel = requireChannel(channelOf(kind), input.channel)
  await asWorker(async (tx) => {
    await lockProviderAccounts(tx)
    const added = await insertProviderAccount(tx, { name, channel, kind, transport: seal(address, name) })
    if (!added) throw new WrongAccount(`There is an account called ${name} already.`)
  })
  log.info('a provider account was added', { provider: name, channel })
  return channel
}

function requireChannel(own: Channel | null, given: string | undefined): Channel {
  if (given !== undefined && given !== 'sms' && given !== 'email') {
    throw new WrongAccount('The channel is sms or email.')
  }
  if (own === null && given === undefined)
    throw new WrongAccount('A sandbox needs its channel: --channel sms or email.')
  if (own !== null && given !== undefined && own !== given) {
    throw new WrongAccount(`This provider carries ${own === 'sms' ? 'SMS' : 'e-mail'}, not the other.`)
  }
  return own ?? (given as Channel)
}
