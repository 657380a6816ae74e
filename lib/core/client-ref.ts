// Our name for a delivery towards providers: what PostgreSQL needs to find it, in letters and digits that survive an e-mail
// address's local part (at most 64 characters, case not to be relied on).

export type DeliveryKey = { chainId: string; month: string; deliveryId: string }

const UUID_DIGITS = 25
const BASE = 36
const FORM = /^(\d{2})(\d{2})([0-9a-z]{25})([0-9a-z]{25})$/

/** Four digits of the month, then chain and delivery: 54 characters. `month` is 'YYYY-MM-DD'. */
export function clientRefOf({ chainId, month, deliveryId }: DeliveryKey): string {
  return month.slice(2, 4) + month.slice(5, 7) + shortUuid(chainId) + shortUuid(deliveryId)
}

/** The delivery that a reference names; null for whatever is not a reference of ours. */
export function parseClientRef(clientRef: string): DeliveryKey | null {
  const [, year, month, chain = '', delivery = ''] = FORM.exec(clientRef.toLowerCase()) ?? []
  const chainId = longUuid(chain)
  const deliveryId = longUuid(delivery)
  if (!year || !month || Number(month) < 1 || Number(month) > 12 || !chainId || !deliveryId) return null
  return { chainId, month: `20${year}-${month}-01`, deliveryId }
}

function shortUuid(uuid: string): string {
  return BigInt(`0x${uuid.replaceAll('-', '')}`)
    .toString(BASE)
    .padStart(UUID_DIGITS, '0')
}

function longUuid(short: string): string | null {
  let value = 0n
  for (const digit of short) value = value * BigInt(BASE) + BigInt(Number.parseInt(digit, BASE))
  const hex = value.toString(16).padStart(32, '0')
  if (short === '' || hex.length > 32) return null
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
