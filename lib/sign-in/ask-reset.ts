import type * as z from 'zod'

import { insertToken } from '#db/queries/sign-in.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { Refusal } from '#lib/runtime/errors.ts'
import { asAuth } from '#lib/runtime/transaction.ts'
import type { AskResetInput } from '#lib/sign-in/inputs.ts'
import type { VisitorCtx } from '#lib/sign-in/sign-in-ctx.ts'
import { RESET_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'
import { addressSlates, countTry } from '#lib/sign-in/tries.ts'

/**
 * Takes down that somebody asks for a new password, and has the worker see whether there is such an account: here the same is done
 * for every address, so that neither words nor time tell. Beyond ten in a quarter of an hour nothing is done, with the same answer.
 */
export async function askReset(visitor: VisitorCtx, { email }: z.output<typeof AskResetInput>): Promise<void> {
  try {
    await countTry({ own: [`reset:${email}`], shared: addressSlates(visitor, 'reset').shared })
  } catch (error) {
    if (error instanceof Refusal) return
    throw error
  }
  await asAuth(async (tx) => {
    await insertToken(tx, {
      hash: hashOfToken(newToken()),
      kind: 'reset_asked',
      data: { email },
      seconds: RESET_SECONDS,
    })
    await enqueue(tx, 'sign-in.resets', {})
  })
}
