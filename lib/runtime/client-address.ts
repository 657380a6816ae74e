import { isAmong, plainAddress } from '#lib/runtime/address-list.ts'

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/**
 * Whose request it is: the peer of the connection or, where that is a proxy of ours, whom it says it heard from.
 *
 * X-Forwarded-For is read from its end, past our own proxies; what stands before that anybody may have written. This machine is
 * always among them: the web process hands requests on from here.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | string[] | undefined,
  trustedProxies: readonly string[],
): string {
  const hops = [...String(forwardedFor ?? '').split(','), peer].map((hop) => plainAddress(hop.trim())).filter(Boolean)
  const isOurs = (hop: string) => isAmong(hop, LOOPBACK) || isAmong(hop, trustedProxies)
  return hops.findLast((hop) => !isOurs(hop)) ?? hops[0] ?? ''
}
