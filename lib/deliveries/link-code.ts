import { randomFillSync } from 'node:crypto'

const BYTES = 9
/** Asking for chance costs more than the bytes of it: so many codes share one asking. */
const CODES = 256

const chance = Buffer.alloc(BYTES * CODES)
let used = chance.length

/** A code as link_code() of migration 0001 makes them, for links that are written by the thousand: 71 bits in letters and digits. */
export function newLinkCode(): string {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  const code = chance.toString('base64', used, used + BYTES)
  used += BYTES
  return code.replaceAll('+', 'Z').replaceAll('/', 'z')
}
