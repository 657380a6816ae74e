import type { Letter } from '#db/queries/letters.ts'
import { claimLetter, deleteOldLetters, noteLetterSent, noteLetterTrouble } from '#db/queries/letters.ts'
import { openLetterBox } from '#lib/letters/letter-box.ts'
import { writeLetter } from '#lib/letters/write.ts'
import type { EmailProvider } from '#lib/providers/provider.ts'
import { env } from '#lib/runtime/env.ts'
import { log } from '#lib/runtime/log.ts'
import { asWorker } from '#lib/runtime/transaction.ts'

/** An invitation is good for seven days; older letters only confuse. */
const LIFE_DAYS = 7
const KEPT_DAYS = 30
const MAX_TROUBLE_CHARACTERS = 200

/**
 * Hands over every letter that is due, one after the other. At least once: a worker that dies between the mail server's yes and our note
 * leaves the letter to be handed over again under the same Message-ID, by which a mailbox can tell. Without LETTERS_SMTP they wait.
 */
export async function sendLetters(_ctx: unknown, _payload: unknown, stopping?: AbortSignal): Promise<void> {
  await asWorker((tx) => deleteOldLetters(tx, { keptDays: KEPT_DAYS }))
  if (!env().LETTERS_SMTP) return
  const box = await openLetterBox()
  try {
    for (;;) {
      if (stopping?.aborted) return
      const letter = await asWorker((tx) => claimLetter(tx, { lifeDays: LIFE_DAYS }))
      if (!letter) return
      await handOver(box, letter)
    }
  } finally {
    await box.close()
  }
}

async function handOver(box: EmailProvider, letter: Letter): Promise<void> {
  const written = await writeLetter(letter)
  if (!written) return asWorker((tx) => noteLetterTrouble(tx, letter.id, 'unknown kind'))
  const answer = await box.send({
    clientRef: letter.id,
    to: letter.toAddress,
    fromName: 'Meelespea',
    language: letter.locale,
    oneClickUrl: null,
    validUntil: new Date(letter.createdAt.getTime() + LIFE_DAYS * 24 * 60 * 60 * 1000),
    ...written,
  })
  if (answer.outcome === 'accepted') return asWorker((tx) => noteLetterSent(tx, letter.id))
  const trouble = withoutAddresses(answer.detail).slice(0, MAX_TROUBLE_CHARACTERS)
  log.warn('a letter did not leave', { name: letter.kind, attempt: letter.tries, reason: answer.outcome })
  await asWorker((tx) => noteLetterTrouble(tx, letter.id, trouble || answer.outcome))
}

function withoutAddresses(detail: string): string {
  return detail.replace(/<?[^\s<>@]+@[^\s<>@]+>?/g, '…')
}
