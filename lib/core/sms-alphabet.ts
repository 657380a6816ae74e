const ESCAPE = 0x1b
const REPLACEMENT = '\ufffd'

// The default alphabet in code order: the position of a character is its code on the wire. ESC holds its place, but is no text.
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

// Sent as ESC and a code: two septets each.
const EXTENSION: Record<string, number> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}

const CODES = new Map<string, readonly number[]>([
  ...Array.from(BASIC, (character, code) => [character, [code]] as const),
  ...Object.entries(EXTENSION).map(([character, code]) => [character, [ESCAPE, code]] as const),
])
CODES.delete('\u001b')

// Septets by UTF-16 unit, 0 for none: every text that is sent is looked through here, and € has the highest code of all.
const SEPTETS = new Uint8Array('€'.charCodeAt(0) + 1)
// The code of each of those characters, without the ESC before it.
const LAST_CODE = new Uint8Array(SEPTETS.length)
for (const [character, codes] of CODES) {
  SEPTETS[character.charCodeAt(0)] = codes.length
  LAST_CODE[character.charCodeAt(0)] = codes.at(-1) as number
}

/**
 * Septets that each character of a text takes in GSM-7, or null when one of them is in neither table: then the whole text
 * has to go as UCS-2.
 *
 * Source: 3GPP TS 23.038 §6.2.1 and §6.2.1.1, without national shift tables (none helps Estonian or Russian).
 */
export function gsm7Septets(text: string): number[] | null {
  const septets = new Array<number>(text.length)
  for (let unit = 0; unit < text.length; unit += 1) {
    const width = SEPTETS[text.charCodeAt(unit)]
    if (!width) return null
    septets[unit] = width
  }
  return septets
}

/** The sum of them. */
export function gsm7Units(text: string): number | null {
  let units = 0
  for (let unit = 0; unit < text.length; unit += 1) {
    const width = SEPTETS[text.charCodeAt(unit)]
    if (!width) return null
    units += width
  }
  return units
}

/** Whether a character can be sent in GSM-7, basic or extension table. */
export function isGsm7Character(character: string): boolean {
  return CODES.has(character)
}

/** Whether nothing in the text forces UCS-2. */
export function isGsm7(text: string): boolean {
  for (let unit = 0; unit < text.length; unit += 1) if (!SEPTETS[text.charCodeAt(unit)]) return false
  return true
}

export type Ucs2Character = {
  /** One character as a reader sees it: a letter with its accents, an emoji with its modifiers. */
  character: string
  count: number
  /** Where each one starts, in UTF-16 units; it is `character.length` units long. */
  positions: number[]
}

/** The characters that force a text into UCS-2, in order of first appearance. Empty for a GSM-7 text. */
export function ucs2Characters(text: string): Ucs2Character[] {
  if (isGsm7(text)) return []

  const found = new Map<string, Ucs2Character>()
  for (const { segment, index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    if (isGsm7(segment)) continue
    const known = found.get(segment) ?? { character: segment, count: 0, positions: [] }
    known.count += 1
    known.positions.push(index)
    found.set(segment, known)
  }
  return [...found.values()]
}

/**
 * The text as octets for SMPP data_coding 0: GSM 03.38 unpacked, one septet per octet, € as 1B 65.
 * Throws a RangeError on a text that is not GSM-7; ask `countSmsSegments` for the encoding first.
 */
export function encodeGsm7Unpacked(text: string): Uint8Array {
  const octets = new Uint8Array(2 * text.length)
  let length = 0
  for (let unit = 0; unit < text.length; unit += 1) {
    const character = text.charCodeAt(unit)
    const septets = SEPTETS[character]
    if (!septets) throw new RangeError(`U+${text.codePointAt(unit)?.toString(16)} is not in GSM 03.38`)
    if (septets === 2) octets[length++] = ESCAPE
    octets[length++] = LAST_CODE[character] as number
  }
  return octets.subarray(0, length)
}

const CHARACTERS = new Map<number, string>(Array.from(BASIC, (character, code) => [code, character] as const))
const ESCAPED = new Map<number, string>(
  Object.entries(EXTENSION).map(([character, code]) => [code, character] as const),
)

/** Octets of SMPP data_coding 0 as a text. As TS 23.038 asks, an unknown escape pair is read as its second character. */
export function decodeGsm7Unpacked(octets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets[at] ?? 0
    if (code !== ESCAPE) {
      text += CHARACTERS.get(code) ?? REPLACEMENT
      continue
    }
    at += 1
    const escaped = octets[at]
    if (escaped !== undefined) text += ESCAPED.get(escaped) ?? CHARACTERS.get(escaped) ?? REPLACEMENT
  }
  return text
}

/** The text as octets for SMPP data_coding 8: UTF-16, high octet first, surrogate pairs as they are. */
export function encodeUcs2(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2)
  for (let unit = 0; unit < text.length; unit += 1) {
    const code = text.charCodeAt(unit)
    octets[unit * 2] = code >> 8
    octets[unit * 2 + 1] = code & 0xff
  }
  return octets
}
