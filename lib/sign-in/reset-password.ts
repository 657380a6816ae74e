import type * as z from 'zod'

import {
  deleteSessions,
  deleteTokensOf,
  findAccountById,
  findToken,
  savePassword,
  takeToken,
} from '#db/queries/sign-in.ts'
import { forgetAttempts } from '#db/queries/sign-in-attempts.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { ResetInput } from '#lib/sign-in/inputs.ts'
import { hashNewPassword } from '#lib/sign-in/password.ts'
import type { VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { addressSlates, countTry, settleTry } from '#lib/sign-in/tries.ts'

/** Whether a link still works; opening it uses nothing up. */
export async function isResetOpen(token: string): Promise<boolean> {
  return asAuth(async (tx) => (await findToken(tx, 'reset', hashOfToken(token))) !== null)
}

/**
 * Sets a forgotten password anew by the link of a letter, and ends every session. Whoever was locked out by others' guessing is let in
 * again; a second step that was set up is still asked for.
 *
 * @throws Refusal link_used for a link that was used, is over, or is none; password_known; too_many_attempts
 */
export async function resetPassword(
  visitor: VisitorCtx,
  { token, password }: z.output<typeof ResetInput>,
): Promise<void> {
  const slates = addressSlates(visitor, 'link')
  await countTry(slates)
  const hash = hashOfToken(token)
  const account = await asAuth(async (tx) => {
    const found = await findToken(tx, 'reset', hash)
    return found?.staffId ? findAccountById(tx, found.staffId) : null
  })
  if (!account) throw new Refusal('link_used')
  await settleTry(slates)

  const passwordHash = await hashNewPassword(password, [account.name, account.email, account.chainName])
  await asAuth(async (tx) => {
    if (!(await takeToken(tx, 'reset', hash))) throw new Refusal('link_used')
    await savePassword(tx, account.id, passwordHash)
    await deleteTokensOf(tx, account.id, ['reset', 'second_step'])
    const sessions = await deleteSessions(tx, account.id)
    await forgetAttempts(tx, [`account:${account.email}`])
    const { id: staffId, chainId, email: to, locale, name } = account
    const { origin } = visitor
    await recordSignInAudit(
      tx,
      { staffId, chainId, origin },
      { action: 'sign_in.reset', after: { sessionsEnded: sessions } },
    )
    await enqueueLetter(tx, {
      to,
      locale,
      kind: 'sign-in-changed',
      params: { name, what: 'password', path: '/account' },
    })
  })
}
