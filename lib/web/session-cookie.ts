import { env } from '#lib/runtime/env.ts'

/** Cookies travel over HTTPS only, except where the portal itself has none (a demo on one's own machine). */
export function cookiesAreSecure(): boolean {
  return env().PUBLIC_URL.startsWith('https:')
}

/** Under HTTPS a cookie of ours can be set by this host only, for all its paths, and never in the clear (RFC 6265bis, `__Host-`). */
export function cookieName(name: 'session' | 'second_step' | 'device'): string {
  return cookiesAreSecure() ? `__Host-meelespea.${name}` : `meelespea.${name}`
}

export function sessionCookieName(): string {
  return cookieName('session')
}

/** What every such cookie is: out of reach of scripts, and not sent along from other sites' forms. */
export function keptCookie(seconds?: number) {
  return {
    ...{ path: '/', httpOnly: true, sameSite: 'lax' as const, secure: cookiesAreSecure() },
    ...(seconds !== undefined && { maxAge: seconds }),
  }
}
