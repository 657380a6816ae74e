import 'server-only'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { nextCookies } from 'better-auth/next-js'

import type { Tx } from '#db/client.ts'
import { isStaffActive } from '#db/queries/sessions.ts'
import { authAccounts, sessions, staff, verifications } from '#db/schema/staff.ts'
import { env, required } from '#lib/runtime/env.ts'
import { COOKIE_PREFIX, cookiesAreSecure } from '#lib/web/session-cookie.ts'

const REMEMBERED_SECONDS = 30 * 24 * 60 * 60
export const MAX_PASSWORD_LENGTH = 128

/**
 * better-auth on the caller's transaction, which runs as meelespea_auth: what it reads and writes is what that role may.
 *
 * Only e-mail and password are switched on; passwords are hashed with scrypt. Sessions live in the database and are looked up by
 * `currentStaff`, which also ends idle ones, so nothing here refreshes them. Our own limiter stands before it.
 */
export function authOn(tx: Tx) {
  return betterAuth({
    appName: 'Meelespea',
    baseURL: env().PUBLIC_URL,
    secret: required('SECRET'),
    database: drizzleAdapter(tx, { provider: 'pg', schema: { staff, sessions, authAccounts, verifications } }),
    // The role is ours to set, never a form's: named here since better-auth refuses a required column that it does not know.
    user: { modelName: 'staff', additionalFields: { role: { type: 'string', input: false } } },
    session: {
      modelName: 'sessions',
      fields: { userId: 'staffId' },
      expiresIn: REMEMBERED_SECONDS,
      disableSessionRefresh: true,
    },
    account: { modelName: 'authAccounts', fields: { userId: 'staffId' } },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: MAX_PASSWORD_LENGTH },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: cookiesAreSecure(),
      database: { generateId: false },
    },
    databaseHooks: {
      session: { create: { before: async (session) => (await isStaffActive(tx, session.userId)) && undefined } },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [nextCookies()],
  })
}
