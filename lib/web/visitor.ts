import 'server-only'
import { cookies } from 'next/headers'

import { LOCALE_COOKIE } from '#i18n/locales.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { KNOWN_DEVICE_SECONDS, SECOND_STEP_SECONDS } from '#lib/sign-in/times.ts'
import { requestOrigin } from '#lib/web/request-origin.ts'
import { cookieName, keptCookie, sessionCookieName } from '#lib/web/session-cookie.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Whoever asks, signed in or not. */
export async function currentVisitor(): Promise<VisitorCtx> {
  const deviceNote = (await cookies()).get(cookieName('device'))?.value ?? null
  return { origin: await requestOrigin(), deviceNote, now: new Date() }
}

/** Puts what a sign-in came to into the browser, and says where it goes on: at a second step, or at one's own first page. */
export async function carryAway(signedIn: SignedIn): Promise<'second_step' | '/today' | '/providers'> {
  const jar = await cookies()
  if ('secondStep' in signedIn) {
    jar.set(cookieName('second_step'), signedIn.secondStep, keptCookie(SECOND_STEP_SECONDS))
    return 'second_step'
  }
  const { token, deviceNote, locale, chainId } = signedIn.session
  // Without an end of its own the browser drops it when it is closed; how long it holds is the database's to say.
  jar.set(sessionCookieName(), token, keptCookie())
  jar.set(cookieName('device'), deviceNote, keptCookie(KNOWN_DEVICE_SECONDS))
  jar.delete({ name: cookieName('second_step'), ...keptCookie() })
  // A person who chose no language on this computer gets the one of their own record.
  if (!jar.has(LOCALE_COOKIE)) jar.set(LOCALE_COOKIE, locale, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS })
  return chainId === null ? '/providers' : '/today'
}

/** The pass from the first step to the second; empty when there is none. */
export async function secondStepPass(): Promise<string> {
  return (await cookies()).get(cookieName('second_step'))?.value ?? ''
}

/** Takes the session's token out of the browser. */
export async function dropSessionCookie(): Promise<string | null> {
  const jar = await cookies()
  const token = jar.get(sessionCookieName())?.value ?? null
  jar.delete({ name: sessionCookieName(), ...keptCookie() })
  return token
}
