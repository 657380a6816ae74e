import type * as z from 'zod'

import { deleteTotp } from '#db/queries/second-steps.ts'
import { saveSessionMethod } from '#db/queries/sessions.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { WithPasswordInput } from '#lib/sign-in/inputs.ts'
import { requirePassword } from '#lib/sign-in/require-password.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { recordSignInAudit } from '#lib/sign-in/sign-in-ctx.ts'
import { tellPerson } from '#lib/sign-in/tell-person.ts'

/** Takes the app and its recovery codes out of use. */
export async function turnOffTotp(person: PersonCtx, input: z.output<typeof WithPasswordInput>): Promise<void> {
  await requirePassword(person, input.currentPassword)
  await asAuth(async (tx) => {
    if (!(await deleteTotp(tx, person.staffId))) return
    await saveSessionMethod(tx, person.sessionId, 'password')
    await recordSignInAudit(tx, person, { action: 'sign_in.totp_off' })
    await tellPerson(tx, person, 'totp')
  })
}
