// Zero-width and direction marks that come along when a text or a number is pasted.
const INVISIBLE = /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
// A joiner stays only inside an emoji.
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu
// Nearly every name; a million of them are merged in one send.
const ALREADY_PLAIN = /^[!-~À-žЀ-џ]+(?: [!-~À-žЀ-џ]+)*$/
// Most texts, too: nothing in them that any of the steps below would change.
const NOTHING_TO_DO = /^(?!\s)[\n -~À-žЀ-џ€‘’“”„–—…]*(?<!\s)$/
const LINE_BREAK = /\r\n|[\r\u2028\u2029]/g
const CONTROL_BUT_LINE_FEED = /(?!\n)\p{Cc}/gu

/**
 * The one form in which a text is stored, counted and sent: NFC, line feeds only, tabs as spaces, no invisible and no control
 * characters, no space around it. A browser submits CRLF, and a decomposed õ counts twice: hence before counting.
 * Doing it twice changes nothing.
 */
export function normaliseText(text: string): string {
  if (NOTHING_TO_DO.test(text)) return text
  return text
    .toWellFormed()
    .replace(LINE_BREAK, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(CONTROL_BUT_LINE_FEED, '')
    .normalize('NFC')
    .trim()
}

/** As `normaliseText`, with every kind of space as a plain one: a single no-break space makes a whole SMS UCS-2. */
export function normaliseSmsText(text: string): string {
  if (NOTHING_TO_DO.test(text)) return text
  return normaliseText(text)
    .replace(/\p{Zs}/gu, ' ')
    .trim()
}

/** A name or another value that is put into a text: one line, single plain spaces. */
export function normaliseMergedValue(value: string): string {
  if (value === '' || ALREADY_PLAIN.test(value)) return value
  return normaliseSmsText(value).replace(/\s+/g, ' ')
}

/** Whether a value would break out of its line; a sender, a subject or a header may not (header injection). */
export function hasLineBreak(value: string): boolean {
  return /[\n\r\v\f\u0085\u2028\u2029]/.test(value)
}
