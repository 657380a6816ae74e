import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { FoundSession, SignedInStaff } from '#db/queries/sessions.ts'
import { findSignedInStaff, touchSession } from '#db/queries/sessions.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { SESSION_TIMES, TOUCH_AFTER_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { sessionCookieName } from '#lib/web/session-cookie.ts'

/** The session of this request, looked up once; null when nobody is signed in. */
export const currentSession = cache(async (): Promise<FoundSession | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value
  if (!token) return null
  return asAuth(async (tx) => {
    const found = await findSignedInStaff(tx, hashOfToken(token), SESSION_TIMES)
    if (!found) return null
    if (found.seenSecondsAgo >= TOUCH_AFTER_SECONDS) await touchSession(tx, found.sessionId)
    return found
  })
})

/** Who is signed in; null when nobody is. */
export async function currentStaff(): Promise<SignedInStaff | null> {
  return (await currentSession())?.staff ?? null
}
