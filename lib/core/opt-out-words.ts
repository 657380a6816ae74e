import { cellKey } from '#lib/core/cell-words.ts'

export type ReplyMeaning = 'opt_out' | 'yes' | 'no'

// The words are of our choosing and are said in our texts. *Cancel* and *tühista* are none of them: they may mean the visit as
// well as the texts, so a person reads those. A no is "cannot come", never an opt-out.
const WORDS: Record<ReplyMeaning, string> = {
  opt_out: 'stopp stop стоп loobu loobun отказ отписаться отпишите unsubscribe',
  yes: 'jah ja yes y да ok',
  no: 'ei no n нет',
}

const MEANINGS = new Map<string, ReplyMeaning>(
  (Object.keys(WORDS) as ReplyMeaning[]).flatMap((meaning) =>
    WORDS[meaning].split(' ').map((word) => [cellKey(word), meaning] as const),
  ),
)

/**
 * What a patient's reply says, when it says nothing else: one word of ours in any case, with or without accents and punctuation.
 * Null for anything longer or other; a person has to read that.
 */
export function meaningOfReply(reply: string): ReplyMeaning | null {
  return MEANINGS.get(cellKey(reply)) ?? null
}
