import { cellKey } from '#lib/core/cell-words.ts'

export const REPLY_MEANINGS = ['opt_out', 'yes', 'no'] as const
export type ReplyMeaning = (typeof REPLY_MEANINGS)[number]

// The words are of our choosing and are said in our texts. *Cancel* and *tühista* are none of them: they may mean the visit as
// well as the texts, so a person reads those. A no is "cannot come", never an opt-out.
const WORDS: Record<ReplyMeaning, string> = {
  // СТОР is STOP by letters that look like it, from a keyboard that has no other.
  opt_out: 'stopp stop стоп стопп стор сторр loobu loobun отказ отписаться отпишите unsubscribe',
  yes: 'jah ja yes y да ok',
  no: 'ei no n нет',
}

// Cyrillic letters and a digit that are taken for Latin ones, and the other way round: both are written as the Latin one.
const LOOKALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  һ: 'h',
  н: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  '0': 'o',
}

const MEANINGS = new Map<string, ReplyMeaning>(
  REPLY_MEANINGS.flatMap((meaning) => WORDS[meaning].split(' ').map((word) => [shapeOf(word), meaning] as const)),
)
// A whole word with a space between its letters (S T O P); two words of ours together are no word of ours.
const MAX_CHARACTERS = 40

/**
 * What a patient's reply says, when it says nothing else: one word of ours in any case, with or without accents, punctuation and
 * spaces, and with letters of either alphabet that look alike. Null for anything longer or other; a person has to read that.
 *
 * A yes or a no with a question mark asks something. A refusal with one is still a refusal.
 */
export function meaningOfReply(reply: string): ReplyMeaning | null {
  if (reply.length > MAX_CHARACTERS) return null
  const meaning = MEANINGS.get(shapeOf(reply)) ?? null
  return meaning !== 'opt_out' && /[?？]/.test(reply) ? null : meaning
}

function shapeOf(text: string): string {
  // NFKC first: ＳＴＯＰ and 𝗦𝗧𝗢𝗣 are letters of another width and weight.
  return Array.from(cellKey(text.normalize('NFKC')).replaceAll(' ', ''), (letter) => LOOKALIKES[letter] ?? letter).join(
    '',
  )
}
