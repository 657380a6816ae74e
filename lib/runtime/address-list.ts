import { BlockList, isIP } from 'node:net'

const lists = new Map<string, BlockList>()
const MAX_LISTS = 100

/** Whether an address is among addresses and networks such as `10.0.0.0/8`; what is no address is among none. */
export function isAmong(address: string, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return false
  const plain = plainAddress(address)
  const family = isIP(plain)
  return family !== 0 && listOf(allowed).check(plain, family === 6 ? 'ipv6' : 'ipv4')
}

/** An IPv4 address that came as an IPv6 one, as itself. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Whether an entry can stand in such a list. */
export function isAddressEntry(entry: string): boolean {
  const [address = '', prefix] = entry.split('/')
  const family = isIP(address)
  if (family === 0) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32))
}

function listOf(allowed: readonly string[]): BlockList {
  const key = allowed.join(',')
  const known = lists.get(key)
  if (known) return known
  const list = new BlockList()
  for (const entry of allowed.filter(isAddressEntry)) {
    const [address = '', prefix] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  if (lists.size >= MAX_LISTS) lists.clear()
  lists.set(key, list)
  return list
}
