import { deleteSessionByToken, findAccountById } from '#db/queries/sign-in.ts'
import type { Origin } from '#lib/runtime/context.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'

/** Ends the session of a token, if it is one. */
export async function signOut(token: string, origin: Origin): Promise<void> {
  await asAuth(async (tx) => {
    const staffId = await deleteSessionByToken(tx, hashOfToken(token))
    const account = staffId ? await findAccountById(tx, staffId) : null
    if (account)
      await recordSignInAudit(
        tx,
        { staffId: account.id, chainId: account.chainId, origin },
        { action: 'sign_in.signed_out' },
      )
  })
}
