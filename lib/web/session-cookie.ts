import { env } from '#lib/runtime/env.ts'

export const COOKIE_PREFIX = 'meelespea'

/** Cookies travel over HTTPS only, except where the portal itself has none (a demo on one's own machine). */
export function cookiesAreSecure(): boolean {
  return env().PUBLIC_URL.startsWith('https:')
}

/** The name better-auth gives the session's cookie. */
export function sessionCookieName(): string {
  const name = `${COOKIE_PREFIX}.session_token`
  return cookiesAreSecure() ? `__Secure-${name}` : name
}

/**
 * The token inside a session's cookie. What follows the dot is better-auth's signature, which a look-up does not need: the token is 32
 * random characters that exist in one row or in none.
 */
export function readSessionToken(cookie: string | undefined): string | null {
  const token = cookie?.split('.')[0]
  return token || null
}
