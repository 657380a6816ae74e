import { deletePasskey } from '#db/queries/second-steps.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'

/**
 * Takes one of one's own passkeys out of use.
 *
 * @throws Refusal not_found
 */
export async function removePasskey(person: PersonCtx, { passkeyId }: { passkeyId: string }): Promise<void> {
  await asAuth(async (tx) => {
    if (!(await deletePasskey(tx, person.staffId, passkeyId))) throw new Refusal('not_found')
    await recordSignInAudit(tx, person, { action: 'sign_in.passkey_removed' })
    await tellPerson(tx, person, 'passkey')
  })
}
