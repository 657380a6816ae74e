import { randomUUID } from 'node:crypto'

import type { Tx } from '#db/client.ts'
import { insertLetters } from '#db/queries/letters.ts'
import type { LetterKind, LetterParams } from '#lib/letters/kinds.ts'
import { letterKinds } from '#lib/letters/kinds.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import type { Locale } from '#lib/runtime/context.ts'
import { seal } from '#lib/runtime/seal.ts'

export type NewLetter<K extends LetterKind = LetterKind> = {
  to: string
  locale: Locale
  kind: K
  params: LetterParams<K>
}

/**
 * Has the service write letters, in the transaction of what they tell of: no letter without the change, no change without the letter.
 * However many there are, they are one statement and one job.
 *
 * They are handed to the service's own mail server (LETTERS_SMTP) at least once, and always under the same Message-ID; where none is set,
 * they wait and the operator can read them. `tx` may run as any of the portal's roles.
 */
export async function enqueueLetters(tx: Tx, letters: readonly NewLetter[]): Promise<void> {
  if (letters.length === 0) return
  const rows = letters.map(({ to: toAddress, locale, kind, params }) => {
    const id = randomUUID()
    return {
      id,
      toAddress,
      locale,
      kind,
      sealedParams: seal(JSON.stringify(letterKinds[kind].parse(params)), sealOwner(id)),
    }
  })
  await insertLetters(tx, rows)
  await enqueue(tx, 'letters.send', {})
}

/** One letter, as enqueueLetters has it; its kind says what is filled in. */
export async function enqueueLetter<K extends LetterKind>(tx: Tx, letter: NewLetter<K>): Promise<void> {
  await enqueueLetters(tx, [letter])
}

/** What a letter holds is worthless in another letter's row. */
export function sealOwner(letterId: string): string {
  return `letter:${letterId}`
}
