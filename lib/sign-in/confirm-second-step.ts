import type * as z from 'zod'

import type { Tx } from '#db/client.ts'
import { findTotpSecret, spendRecoveryCode, spendTotpStep } from '#db/queries/second-steps.ts'
import type { Account } from '#db/queries/sign-in.ts'
import { findAccountById, findToken, takeToken } from '#db/queries/sign-in.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { unseal } from '#lib/runtime/seal.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import { beginSession } from '#lib/sign-in/begin-session.ts'
import type { SecondStepInput } from '#lib/sign-in/inputs.ts'
import { hashOfRecoveryCode } from '#lib/sign-in/recovery-code.ts'
import type { SignedIn, VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { hashOfToken } from '#lib/sign-in/token.ts'
import { stepOfCode } from '#lib/sign-in/totp.ts'
import { codeSlates, countTry, settleTry, WINDOW_SECONDS } from '#lib/sign-in/tries.ts'

/**
 * The second step: a code of the app, or one of the recovery codes. Either is good once, and the pass from the first step too.
 *
 * @throws Refusal second_step_over; too_many_attempts; code_wrong with how many tries are left
 */
export async function confirmSecondStep(
  visitor: VisitorCtx,
  pass: string,
  { code }: z.output<typeof SecondStepInput>,
): Promise<SignedIn> {
  const hash = hashOfToken(pass)
  const account = await asAuth(async (tx) => {
    const found = await findToken(tx, 'second_step', hash)
    return found?.staffId ? findAccountById(tx, found.staffId) : null
  })
  if (!account) throw new Refusal('second_step_over')

  const slates = codeSlates(visitor, account)
  const { left } = await countTry(slates, 'code')
  const signedIn = await asAuth(async (tx) => {
    const method = await spendCode(tx, visitor, account, code)
    if (!method) throw new Refusal('code_wrong', { left, minutes: WINDOW_SECONDS / 60 }, 'code')
    if (!(await takeToken(tx, 'second_step', hash))) throw new Refusal('second_step_over')
    if (method === 'recovery') await warn(tx, account)
    return beginSession(tx, visitor, account, method)
  })
  await settleTry(slates)
  return signedIn
}

async function spendCode(
  tx: Tx,
  { now }: VisitorCtx,
  { id }: Account,
  code: string,
): Promise<'totp' | 'recovery' | null> {
  const recovery = hashOfRecoveryCode(code)
  if (recovery) return (await spendRecoveryCode(tx, id, recovery)) ? 'recovery' : null
  const secret = await findTotpSecret(tx, id)
  if (!secret?.confirmedAt) return null
  const step = stepOfCode(unseal(secret.sealedSecret, id), code.replace(/\s/g, ''), { now, lastStep: secret.lastStep })
  return step !== null && (await spendTotpStep(tx, id, step)) ? 'totp' : null
}

function warn(tx: Tx, { email, locale, name }: Account): Promise<void> {
  return enqueueLetter(tx, {
    to: email,
    locale,
    kind: 'sign-in-changed',
    params: { name, what: 'recovery', path: '/account' },
  })
}
