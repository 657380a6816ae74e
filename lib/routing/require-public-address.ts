import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

import { parseTransport } from '#lib/providers/transport.ts'
import { WrongAccount } from '#lib/routing/wrong-account.ts'
import { isAmong, plainAddress } from '#lib/runtime/address-list.ts'
import { env } from '#lib/runtime/env.ts'

// Networks that no provider on the internet has: IANA's special-purpose registries (RFC 6890), multicast and what is reserved.
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...[
    '192.0.2.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  ...['::/128', '::1/128', '64:ff9b::/96', '100::/64', '2001:db8::/32', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]

/**
 * A provider is somewhere on the internet. An address within our own networks would let whoever sets accounts reach what only our
 * machines may; PROVIDER_NETWORKS names those where a provider really stands, such as a Kannel next door.
 *
 * @throws WrongAccount when the host has such an address, or none
 */
export async function requirePublicAddress(address: string): Promise<void> {
  const transport = parseTransport(address)
  if (transport.kind === 'sandbox') return
  const host = transport.host.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [host] : await addressesOf(host)
  if (found.length === 0) throw new WrongAccount('No address is known for the host of this provider.')
  const { PROVIDER_NETWORKS } = env()
  const isOurs = (one: string) => isAmong(one, NOT_PUBLIC) && !isAmong(one, PROVIDER_NETWORKS)
  if (found.map(plainAddress).some(isOurs)) {
    throw new WrongAccount('The host is in a private network: name that network in PROVIDER_NETWORKS if it is meant.')
  }
}

async function addressesOf(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.map(({ address }) => address)
}
