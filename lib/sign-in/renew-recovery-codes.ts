import type * as z from 'zod'

import { findTotpSecret, replaceRecoveryCodes } from '#db/queries/second-steps.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { hashesOf } from '#lib/sign-in/confirm-totp.ts'
import type { WithPasswordInput } from '#lib/sign-in/inputs.ts'
import { newRecoveryCodes } from '#lib/sign-in/recovery-code.ts'
import { requirePassword } from '#lib/sign-in/require-password.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'

/** Ten new recovery codes, told once; those from before stop working. */
export async function renewRecoveryCodes(
  person: PersonCtx,
  input: z.output<typeof WithPasswordInput>,
): Promise<{ codes: string[] }> {
  await requirePassword(person, input.currentPassword)
  const codes = newRecoveryCodes()
  await asAuth(async (tx) => {
    if (!(await findTotpSecret(tx, person.staffId))?.confirmedAt) throw new Refusal('conflict')
    await replaceRecoveryCodes(tx, person.staffId, hashesOf(codes))
    await recordSignInAudit(tx, person, { action: 'sign_in.recovery_codes' })
    await tellPerson(tx, person, 'recovery')
  })
  return { codes }
}
