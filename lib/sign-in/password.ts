import { hashPassword, verifyPassword } from 'better-auth/crypto'

import { Refusal } from '#lib/runtime/errors.ts'
import { isKnownPassword } from '#lib/sign-in/known-password.ts'

/** Of a password that nobody has: whoever tries an address without an account waits as long as the others. */
const NOBODYS_HASH = hashPassword(crypto.randomUUID())

/** Whether it is the account's password. Takes as long where there is no account. */
export async function isPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const right = await verifyPassword({ hash: passwordHash ?? (await NOBODYS_HASH), password })
  return right && Boolean(passwordHash)
}

/**
 * The hash of a password that somebody chose (scrypt, N = 16384, r = 16, with a salt of its own).
 *
 * @throws Refusal password_known
 */
export async function hashNewPassword(password: string, own: readonly (string | null)[]): Promise<string> {
  const words = own.filter((word) => word !== null)
  if (isKnownPassword(password, words)) throw new Refusal('password_known', {}, 'password')
  return hashPassword(password)
}
