import type { Account } from '#db/queries/sign-in.ts'
import { findAccountById } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { isPassword } from '#lib/sign-in/password.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { countTry, passwordSlates, settleTry } from '#lib/sign-in/tries.ts'

/**
 * Asks for the password once more before how somebody signs in is changed: a screen that was left open is not enough.
 *
 * @throws Refusal password_wrong, too_many_attempts
 */
export async function requirePassword(person: PersonCtx, password: string): Promise<Account> {
  const slates = passwordSlates(person, person.email)
  await countTry(slates, 'currentPassword')
  const account = await asAuth((tx) => findAccountById(tx, person.staffId))
  const isRight = await isPassword(account?.passwordHash, password)
  if (!account || !isRight) throw new Refusal('password_wrong', {}, 'currentPassword')
  await settleTry(slates)
  return account
}
