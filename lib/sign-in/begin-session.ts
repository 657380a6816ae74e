import type { Tx } from '#db/client.ts'
import { deleteExpiredSessions } from '#db/queries/sessions.ts'
import type { Account } from '#db/queries/sign-in.ts'
import { insertSession } from '#db/queries/sign-in.ts'
import type { SignInMethod } from '#db/schema/staff.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { newDeviceNote, readDeviceNote } from '#lib/sign-in/known-device.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { SESSION_TIMES } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'

/**
 * A session for somebody who has shown who they are. The token is told here and never again.
 *
 * @throws Refusal sign_in_failed when the person was switched off at this moment
 */
export async function beginSession(
  tx: Tx,
  { origin, deviceNote }: VisitorCtx,
  account: Pick<Account, 'id' | 'chainId' | 'email' | 'locale'>,
  method: SignInMethod,
): Promise<SignedIn> {
  const token = newToken()
  await deleteExpiredSessions(tx)
  const begun = await insertSession(tx, {
    ...{ staffId: account.id, tokenHash: hashOfToken(token), method, seconds: SESSION_TIMES.absoluteSeconds },
    ...origin,
  })
  if (!begun) throw new Refusal('sign_in_failed')
  await recordSignInAudit(
    tx,
    { staffId: account.id, chainId: account.chainId, origin },
    { action: 'sign_in', after: { method } },
  )
  const isKnown = readDeviceNote(deviceNote, account.email) !== null
  const note = isKnown && deviceNote ? deviceNote : newDeviceNote(account.email)
  return { session: { token, deviceNote: note, locale: account.locale, chainId: account.chainId } }
}
