/** In lists a number is known by its end, an e-mail by its first letter and domain: enough to tell people apart, no more. */
export function MaskedAddress({ address }: { address: string | null }) {
  return <span className="whitespace-nowrap">{masked(address)}</span>
}

/** The same as a text. */
export function masked(address: string | null): string {
  if (!address) return '–'
  const at = address.lastIndexOf('@')
  if (at < 0) return `•••• ${address.slice(-4)}`
  return `${address.slice(0, 1)}•••${address.slice(at)}`
}
