import type { Tx } from '#db/client.ts'
import type { Application } from '#db/queries/applications.ts'
import { enqueueLetter } from '#lib/letters/enqueue.ts'
import type { LetterKind, LetterParams } from '#lib/letters/kinds.ts'

type ApplicationLetter = Extract<LetterKind, `application-${string}`>

/** Writes to the contact person of an application, in the locale in which it was sent in. */
export async function tellApplicant<K extends ApplicationLetter>(
  tx: Tx,
  { contactEmail, contactName, locale }: Pick<Application, 'contactEmail' | 'contactName' | 'locale'>,
  kind: K,
  params: Omit<LetterParams<K>, 'name'>,
): Promise<void> {
  await enqueueLetter(tx, {
    to: contactEmail,
    locale,
    kind,
    params: { ...params, name: contactName } as LetterParams<K>,
  })
}
