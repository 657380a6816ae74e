import type * as z from 'zod'

import { deleteSessions, savePassword } from '#db/queries/sign-in.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { ChangePasswordInput } from '#lib/sign-in/inputs.ts'
import { hashNewPassword } from '#lib/sign-in/password.ts'
import { requirePassword } from '#lib/sign-in/require-password.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'

/**
 * Another password for oneself; all other sessions end.
 *
 * @throws Refusal password_wrong, password_known, too_many_attempts
 */
export async function changePassword(
  person: PersonCtx,
  { currentPassword, password }: z.output<typeof ChangePasswordInput>,
): Promise<void> {
  const account = await requirePassword(person, currentPassword)
  const passwordHash = await hashNewPassword(password, [account.name, account.email, account.chainName])
  await asAuth(async (tx) => {
    await savePassword(tx, person.staffId, passwordHash)
    const sessionsEnded = await deleteSessions(tx, person.staffId, { except: person.sessionId })
    await recordSignInAudit(tx, person, { action: 'sign_in.password', after: { sessionsEnded } })
    await tellPerson(tx, person, 'password')
  })
}
