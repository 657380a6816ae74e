import type { AnyPlaceholder, CompiledComposition, PlaceholderValues } from '#lib/core/placeholders.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
import { isGsm7 } from '#lib/core/sms-alphabet.ts'
import { normaliseMergedValue, normaliseSmsText, normaliseText } from '#lib/core/text-normalisation.ts'

// Preview, hand-over and history all render here, so what is shown, counted and sent is one text.

export type SmsToRender = {
  compiled: CompiledComposition<AnyPlaceholder>
  values: PlaceholderValues
  /** Language of the composition, not of the screen. */
  language: string
  /** Given for an offer: its refusal is added at the end, where no author can delete it. */
  optOutLink?: string | undefined
}

/** The final text of an SMS, exactly as it goes out and as its segments are counted. Empty when there is nothing to say. */
export function smsTextOf({ compiled, values, language, optOutLink }: SmsToRender): string {
  const body = normaliseSmsText(renderParts(compiled, values))
  if (body === '' || !optOutLink) return body
  return `${body}\n${smsOptOutWord(language, compiled)}: ${optOutLink}`
}

export type EmailToRender = Omit<SmsToRender, 'compiled'> & {
  subject: CompiledComposition<AnyPlaceholder>
  body: CompiledComposition<AnyPlaceholder>
  /** Why it is written, which decides what its refusal is called; an offer where nothing is said. */
  purpose?: TextPurpose
}

/** An e-mail as plain text. `body` is without the refusal and `text` with it; the HTML part is made from the same pieces. */
export function emailOf({ subject, body, values, language, optOutLink, purpose }: EmailToRender): {
  subject: string
  body: string
  text: string
} {
  const rendered = normaliseText(renderParts(body, values))
  const refusal = optOutLink ? `\n\n${emailOptOutWords(language, purpose)}: ${optOutLink}` : ''
  return {
    subject: normaliseMergedValue(renderParts(subject, values)),
    body: rendered,
    text: rendered === '' ? '' : rendered + refusal,
  }
}

const OPT_OUT_WORDS: Record<string, string> = { et: 'Loobu', ru: 'Отказ', en: 'Opt out' }
const EMAIL_OPT_OUT_WORDS: Record<string, string> = {
  et: 'Loobu pakkumistest',
  ru: 'Отказаться от предложений',
  en: 'Opt out of offers',
}
const OPT_OUT_WORD_ANYWHERE = 'STOP'

/** The word before an opt-out link in an SMS, in the language of the text: each letter of it is paid for. */
export function optOutWord(language: string): string {
  return OPT_OUT_WORDS[language] ?? OPT_OUT_WORD_ANYWHERE
}

/** What an opt-out link in an e-mail is called: there is room to say what is refused. */
export function emailOptOutWords(language: string, purpose: TextPurpose = 'offer'): string {
  const words = purpose === 'offer' ? EMAIL_OPT_OUT_WORDS : OPT_OUT_WORDS
  return words[language] ?? OPT_OUT_WORD_ANYWHERE
}

// A Russian text written in Latin letters to save a part must not be made UCS-2 by its own ending.
function smsOptOutWord(language: string, compiled: CompiledComposition<AnyPlaceholder>): string {
  const word = optOutWord(language)
  if (isGsm7(word)) return word
  const written = compiled.parts.every((part) => !('literal' in part) || isGsm7(part.literal))
  return written ? OPT_OUT_WORD_ANYWHERE : word
}

/**
 * Fills a composition in. A missing or blank value leaves no trace: of two spaces one goes, and before punctuation or the end of
 * a line the space goes too, with a comma that led up to the value ("Tere, {first_name}!" becomes "Tere!"). Text that an author
 * wrote elsewhere is not touched.
 */
export function renderParts(compiled: CompiledComposition<AnyPlaceholder>, values: PlaceholderValues): string {
  let text = ''
  let hole = false
  for (const part of compiled.parts) {
    const next = 'literal' in part ? part.literal : normaliseMergedValue(values[part.placeholder] ?? '')
    if (next === '') {
      hole = true
      continue
    }
    text = hole ? closeUp(text, next) : text + next
    hole = false
  }
  return hole ? closeUp(text, '') : text
}

function closeUp(before: string, after: string): string {
  const startsLine = before === '' || before.endsWith('\n')
  const endsClause = after === '' || /^ *[.,!?;:…\n]/.test(after)

  if (startsLine) return before + after.replace(/^ *[.,!?;:…]* */, '')
  if (endsClause) return before.replace(/,? *$/, '') + after.replace(/^ +/, '')
  return before + (before.endsWith(' ') ? after.replace(/^ +/, '') : after)
}
