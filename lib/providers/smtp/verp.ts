import type { DeliveryKey } from '#lib/core/client-ref.ts'
import { clientRefOf, parseClientRef } from '#lib/core/client-ref.ts'

// Variable envelope return path: each letter is sent from an address of its own, `bounces+<letter>@domain`, so that what comes back
// says which letter it was without being read. 64 octets is all that the part before the @ may have (RFC 5321, section 4.5.3.1.1),
// and mail servers may change its case; so our reference stands there in fewer characters than elsewhere.

const BASE = 36
const MONTH_DIGITS = 2
/** Two UUIDs as one number of 256 bits. */
const IDS_DIGITS = 50
const FIRST_YEAR = 2000
const LONGEST_LOCAL_PART = 64
const FORM = /^([^@+]+)\+([\da-z]{52})@([^@]+)$/i

/** How long the name of a mailbox for bounces may be. */
export const LONGEST_BOUNCES_NAME = LONGEST_LOCAL_PART - MONTH_DIGITS - IDS_DIGITS - 1

/** The address that a letter is sent from, for what cannot be delivered to come back to. */
export function returnPathOf(bounces: string, clientRef: string): string {
  const key = parseClientRef(clientRef)
  if (!key) return bounces
  const at = bounces.lastIndexOf('@')
  return `${bounces.slice(0, at)}+${packed(key)}${bounces.slice(at)}`
}

/** The mailbox and the letter that an address stands for; null for what is no such address. */
export function readReturnPath(address: string): { bounces: string; clientRef: string } | null {
  const [, name, letter, domain] = FORM.exec(address) ?? []
  const key = letter && unpacked(letter.toLowerCase())
  return key ? { bounces: `${name}@${domain}`.toLowerCase(), clientRef: clientRefOf(key) } : null
}

function packed({ month, chainId, deliveryId }: DeliveryKey): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = (year - FIRST_YEAR) * 12 + number - 1
  const ids = BigInt(`0x${(chainId + deliveryId).replaceAll('-', '')}`)
  return months.toString(BASE).padStart(MONTH_DIGITS, '0') + ids.toString(BASE).padStart(IDS_DIGITS, '0')
}

function unpacked(letter: string): DeliveryKey | null {
  const months = Number.parseInt(letter.slice(0, MONTH_DIGITS), BASE)
  let ids = 0n
  for (const digit of letter.slice(MONTH_DIGITS)) ids = ids * BigInt(BASE) + BigInt(Number.parseInt(digit, BASE))
  const hex = ids.toString(16).padStart(64, '0')
  if (hex.length > 64) return null
  const year = FIRST_YEAR + Math.floor(months / 12)
  const month = `${year}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return { month, chainId: uuid(hex.slice(0, 32)), deliveryId: uuid(hex.slice(32)) }
}

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
