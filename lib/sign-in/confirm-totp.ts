import type * as z from 'zod'

import { confirmTotpSecret, findTotpSecret, replaceRecoveryCodes } from '#db/queries/second-steps.ts'
import { saveSessionMethod } from '#db/queries/sessions.ts'
import { deleteSessions } from '#db/queries/sign-in.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { unseal } from '#lib/runtime/seal.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { ConfirmTotpInput } from '#lib/sign-in/inputs.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from '#lib/sign-in/recovery-code.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'
import { stepOfCode } from '#lib/sign-in/totp.ts'
import { codeSlates, countTry, settleTry, WINDOW_SECONDS } from '#lib/sign-in/tries.ts'

/**
 * Puts an app into use by its first code. From now on a password alone does not sign in; the recovery codes are told here, once.
 *
 * @throws Refusal code_wrong, too_many_attempts, conflict when one is in use
 */
export async function confirmTotp(
  person: PersonCtx,
  { code }: z.output<typeof ConfirmTotpInput>,
): Promise<{ codes: string[] }> {
  const slates = codeSlates(person, { id: person.staffId, email: person.email })
  const { left } = await countTry(slates, 'code')
  const codes = newRecoveryCodes()
  await asAuth(async (tx) => {
    const secret = await findTotpSecret(tx, person.staffId)
    if (!secret || secret.confirmedAt) throw new Refusal('conflict')
    const typed = { now: person.now, lastStep: secret.lastStep }
    const step = stepOfCode(unseal(secret.sealedSecret, person.staffId), code.replace(/\s/g, ''), typed)
    if (step === null) throw new Refusal('code_wrong', { left, minutes: WINDOW_SECONDS / 60 }, 'code')
    if (!(await confirmTotpSecret(tx, person.staffId, step))) throw new Refusal('conflict')
    await replaceRecoveryCodes(tx, person.staffId, hashesOf(codes))
    await deleteSessions(tx, person.staffId, { except: person.sessionId })
    await saveSessionMethod(tx, person.sessionId, 'totp')
    await recordSignInAudit(tx, person, { action: 'sign_in.totp_on' })
    await tellPerson(tx, person, 'totp')
  })
  await settleTry(slates)
  return { codes }
}

export function hashesOf(codes: readonly string[]): string[] {
  return codes.map(hashOfRecoveryCode).filter((hash) => hash !== null)
}
