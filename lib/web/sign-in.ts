import 'server-only'
import { APIError } from 'better-auth/api'
import { cookies, headers } from 'next/headers'
import * as z from 'zod'

import { deleteExpiredSessions } from '#db/queries/sessions.ts'
import { countAttempt, forgetAttempts } from '#db/queries/sign-in-attempts.ts'
import { LOCALE_COOKIE } from '#i18n/locales.ts'
import { validationIssue } from '#lib/core/validation-code.ts'
import type { ErrorCode } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { authOn, MAX_PASSWORD_LENGTH } from '#lib/web/auth.ts'

const TRIES_PER_ACCOUNT = 5
// A clinic's staff share one address, so this only stops a machine that tries many accounts.
const TRIES_PER_ADDRESS = 100
const PAUSE_SECONDS = 15 * 60
const MAX_EMAIL_LENGTH = 254

const SignInInput = z.object({
  email: z
    .string()
    .min(1, validationIssue('required'))
    .max(MAX_EMAIL_LENGTH, validationIssue('too_long', { max: MAX_EMAIL_LENGTH }))
    .pipe(z.email(validationIssue('not_an_email'))),
  password: z
    .string()
    .min(1, validationIssue('required'))
    .max(MAX_PASSWORD_LENGTH, validationIssue('too_long', { max: MAX_PASSWORD_LENGTH })),
  remember: z.boolean(),
})

export type SignInRefused = {
  ok: false
  code: ErrorCode
  fields?: Record<string, string[]>
  params?: Record<string, number>
} & ({ triesLeft: number; pauseMinutes: number } | object)

/**
 * Signs a person in and sets the session's cookie; null means done. Tries are counted before the password is looked at, by account and
 * by address, whether or not the account exists: the answer never tells.
 */
export async function signIn(input: z.input<typeof SignInInput>): Promise<SignInRefused | null> {
  const parsed = SignInInput.safeParse(input)
  if (!parsed.success) return { ok: false, code: 'invalid', fields: z.flattenError(parsed.error).fieldErrors }

  const account = `account:${parsed.data.email.toLowerCase()}`
  const tries = await countTries(account, await clientAddress())
  if (tries.secondsToWait > 0) return tooMany(tries.secondsToWait)

  const signedIn = await tryPassword(parsed.data)
  if (signedIn) {
    await asAuth(async (tx) => {
      await forgetAttempts(tx, account)
      await deleteExpiredSessions(tx)
    })
    await rememberLocale(signedIn)
    return null
  }
  if (tries.left === 0) return tooMany(PAUSE_SECONDS)
  return { ok: false, code: 'sign_in_failed', triesLeft: tries.left, pauseMinutes: PAUSE_SECONDS / 60 }
}

/** Ends the session in the database and in the browser. */
export async function signOut(): Promise<void> {
  const requestHeaders = await headers()
  await asAuth((tx) => authOn(tx).api.signOut({ headers: requestHeaders }))
}

async function countTries(account: string, address: string): Promise<{ left: number; secondsToWait: number }> {
  const addressKey = `address:${address}`
  const counts = await asAuth((tx) => countAttempt(tx, [account, addressKey], PAUSE_SECONDS))
  const ofAccount = counts.get(account)
  const ofAddress = counts.get(addressKey)
  const waits = [
    ofAccount && ofAccount.points > TRIES_PER_ACCOUNT ? ofAccount.secondsLeft : 0,
    ofAddress && ofAddress.points > TRIES_PER_ADDRESS ? ofAddress.secondsLeft : 0,
  ]
  return { left: Math.max(0, TRIES_PER_ACCOUNT - (ofAccount?.points ?? 0)), secondsToWait: Math.max(...waits) }
}

// The transaction of a refused try rolls back; nothing in it was worth keeping.
async function tryPassword({ email, password, remember }: z.output<typeof SignInInput>): Promise<string | null> {
  const requestHeaders = await headers()
  try {
    const { user } = await asAuth((tx) =>
      authOn(tx).api.signInEmail({ body: { email, password, rememberMe: remember }, headers: requestHeaders }),
    )
    return (user as { locale?: string }).locale ?? 'et'
  } catch (error) {
    if (error instanceof APIError) return null
    throw error
  }
}

// A person who chose no language on this computer gets the one of their own record.
async function rememberLocale(locale: string): Promise<void> {
  const jar = await cookies()
  if (!jar.has(LOCALE_COOKIE))
    jar.set(LOCALE_COOKIE, locale, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 60 * 60 })
}

function tooMany(seconds: number): SignInRefused {
  const minutes = Math.ceil(seconds / 60)
  return { ok: false, code: 'too_many_attempts', params: { minutes }, fields: { password: ['too_many_attempts'] } }
}

// Written by bin/web.ts, which believes nobody but TRUSTED_PROXIES.
async function clientAddress(): Promise<string> {
  return (await headers()).get('x-forwarded-for') || 'unknown'
}
