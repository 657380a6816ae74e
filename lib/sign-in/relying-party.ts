import { randomBytes } from 'node:crypto'

import { env } from '#lib/runtime/env.ts'

const CHALLENGE_BYTES = 32

/** Who passkeys are made for: the portal's own address, whatever a request says of it. */
export function relyingParty(): { rpName: string; rpID: string; origin: string } {
  const { hostname, origin } = new URL(env().PUBLIC_URL)
  return { rpName: 'Meelespea', rpID: hostname, origin }
}

/** Random bytes to sign, and how they come back in the answer. */
export function newChallenge(): { bytes: Uint8Array<ArrayBuffer>; text: string } {
  const bytes = new Uint8Array(randomBytes(CHALLENGE_BYTES))
  return { bytes, text: Buffer.from(bytes).toString('base64url') }
}
