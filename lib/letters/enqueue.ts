import { randomUUID } from 'node:crypto'

import type { Tx } from '#db/client.ts'
import { insertLetter } from '#db/queries/letters.ts'
import type { LetterKind, LetterParams } from '#lib/letters/kinds.ts'
import { letterKinds } from '#lib/letters/kinds.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Locale } from '#lib/runtime/context.ts'
import { seal } from '#lib/runtime/seal.ts'

/**
 * Has the service write a letter, in the transaction of what it tells of: no letter without the change, no change without the letter.
 *
 * It is handed to the service's own mail server (LETTERS_SMTP) at least once, and always under the same Message-ID; where none is set,
 * it waits and the operator can read it. `tx` may run as any of the portal's roles.
 */
export async function enqueueLetter<K extends LetterKind>(
  tx: Tx,
  { to, locale, kind, params }: { to: string; locale: Locale; kind: K; params: LetterParams<K> },
): Promise<void> {
  const id = randomUUID()
  const sealedParams = seal(JSON.stringify(letterKinds[kind].parse(params)), sealOwner(id))
  await insertLetter(tx, { id, toAddress: to, locale, kind, sealedParams })
  await enqueue(tx, 'letters.send', {})
}

/** What a letter holds is worthless in another letter's row. */
export function sealOwner(letterId: string): string {
  return `letter:${letterId}`
}
