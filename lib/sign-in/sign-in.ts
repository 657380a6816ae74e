import type * as z from 'zod'

import { findAccountByEmail, insertToken } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { log } from '#lib/runtime/log.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { beginSession } from '#lib/sign-in/begin-session.ts'
import type { SignInInput } from '#lib/sign-in/inputs.ts'
import { isPassword } from '#lib/sign-in/password.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { SECOND_STEP_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { countTry, passwordSlates, settleTry, TRIES, WINDOW_SECONDS } from '#lib/sign-in/tries.ts'

/**
 * Signs somebody in by password, or leads on to the second step where there is one. The try is counted before the password is looked
 * at; whether there is such an account is told neither by words nor by time.
 *
 * @throws Refusal too_many_attempts; sign_in_failed with how many tries are left
 */
export async function signIn(
  visitor: VisitorCtx,
  { email, password }: z.output<typeof SignInInput>,
): Promise<SignedIn> {
  const slates = passwordSlates(visitor, email)
  const { left } = await countTry(slates, 'password')
  const account = await asAuth((tx) => findAccountByEmail(tx, email))
  const isRight = await isPassword(account?.passwordHash, password)
  if (!account || !isRight) {
    // The same line whether or not there is such an account, and nothing of what was typed.
    log.warn('a password was refused', { count: TRIES - left })
    throw new Refusal('sign_in_failed', { left, minutes: WINDOW_SECONDS / 60 }, 'password')
  }

  await settleTry(slates)
  return asAuth(async (tx) => {
    if (!account.hasTotp) return beginSession(tx, visitor, account, 'password')
    const secondStep = newToken()
    await insertToken(tx, {
      ...{ hash: hashOfToken(secondStep), kind: 'second_step', staffId: account.id, seconds: SECOND_STEP_SECONDS },
    })
    return { secondStep }
  })
}
