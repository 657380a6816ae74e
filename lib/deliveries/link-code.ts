import { randomBytes } from 'node:crypto'

const BYTES = 9

/** A code as link_code() of migration 0001 makes them, for links that are written by the thousand: 71 bits in letters and digits. */
export function newLinkCode(): string {
  return randomBytes(BYTES).toString('base64').replaceAll('+', 'Z').replaceAll('/', 'z')
}
