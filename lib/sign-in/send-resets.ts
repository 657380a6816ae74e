import { insertToken, listAccountsOf, takeResetsAsked } from '#db/queries/sign-in.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import { asWorker } from '#lib/runtime/transaction.ts'
import { RESET_SECONDS } from '#lib/sign-in/times.ts'
import { hashOfToken, newToken } from '#lib/sign-in/token.ts'

/** Writes a letter with a link to everybody who asked for a new password and has an account; nothing to the others. */
export async function sendResets(): Promise<void> {
  await asWorker(async (tx) => {
    const asked = await takeResetsAsked(tx)
    if (asked.length === 0) return
    // An address comes once, however often it was typed.
    for (const account of await listAccountsOf(tx, [...new Set(asked.map(({ email }) => email))])) {
      const token = newToken()
      await insertToken(tx, { hash: hashOfToken(token), kind: 'reset', staffId: account.id, seconds: RESET_SECONDS })
      await enqueueLetter(tx, {
        to: account.email,
        locale: account.locale,
        kind: 'reset',
        params: { name: account.name, minutes: RESET_SECONDS / 60, path: `/reset/${token}` },
      })
    }
  })
}
