import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { SignedInStaff } from '#db/queries/sessions.ts'
import { findSignedInStaff, touchSession } from '#db/queries/sessions.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { readSessionToken, sessionCookieName } from '#lib/web/session-cookie.ts'

// A long lunch does not sign anybody out; a night does. Whoever asked to stay signed in has a week.
const IDLE = { daySeconds: 4 * 60 * 60, rememberedSeconds: 7 * 24 * 60 * 60 }
const TOUCH_AFTER_SECONDS = 5 * 60

/** Who is signed in, looked up once a request; null when nobody is. */
export const currentStaff = cache(async (): Promise<SignedInStaff | null> => {
  const token = readSessionToken((await cookies()).get(sessionCookieName())?.value)
  if (!token) return null
  return asAuth(async (tx) => {
    const found = await findSignedInStaff(tx, token, IDLE)
    if (!found) return null
    if (found.seenSecondsAgo > TOUCH_AFTER_SECONDS) await touchSession(tx, found.sessionId)
    return found.staff
  })
})
