import type { Tx } from '#db/client.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import type { LetterParams } from '#lib/letters/kinds.ts'
import type { PersonCtx } from '#lib/sign-in/sign-in-ctx.ts'

/** A letter to the person about a change of their sign-in: if it was somebody else, they know. */
export function tellPerson(
  tx: Tx,
  { email, locale, name }: PersonCtx,
  what: LetterParams<'sign-in-changed'>['what'],
): Promise<void> {
  return enqueueLetter(tx, { to: email, locale, kind: 'sign-in-changed', params: { name, what, path: '/account' } })
}
