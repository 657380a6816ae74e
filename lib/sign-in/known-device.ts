import { createHmac, timingSafeEqual } from 'node:crypto'

import { required } from '#lib/runtime/env.ts'
import { newToken } from '#lib/sign-in/token.ts'

// A computer on which somebody has signed in before carries a signed note of it. It opens nothing by itself: it only has tries of its
// own, so that a stranger who guesses from elsewhere cannot keep the owner out. Source: OWASP, device cookies.

/** The note for an account on this computer, kept as a cookie. */
export function newDeviceNote(email: string): string {
  const id = newToken()
  return `${id}.${signatureOf(id, email)}`
}

/** Which known computer of this account a note is from; null for none, one of another account, or one that is made up. */
export function readDeviceNote(note: string | null, email: string): string | null {
  const [id = '', signature = ''] = (note ?? '').split('.')
  const expected = Buffer.from(signatureOf(id, email))
  const given = Buffer.from(signature)
  return id !== '' && given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

function signatureOf(id: string, email: string): string {
  return createHmac('sha256', required('SECRET'))
    .update(`known device\0${id}\0${email.toLowerCase()}`)
    .digest('base64url')
}
