import type { Ucs2Character } from '#lib/core/sms-alphabet.ts'
import { isGsm7, ucs2Characters } from '#lib/core/sms-alphabet.ts'

// What cannot be had by taking the accent off a Latin letter. The right-hand side is always GSM-7.
const SIGNS: Record<string, string> = {
  ...sameFor('„“”‟«»″〝〞', '"'),
  ...sameFor('’‘‚‛‹›′´`ʼ', "'"),
  ...sameFor('–—‒―‐‑−⁃', '-'),
  ...sameFor('\u00a0\u202f\u2009\u200a\u2007\u2008\u2002\u2003\t', ' '),
  ...sameFor('•·●▪◦∙', '*'),
  '…': '...',
  '№': 'N',
  '×': 'x',
  œ: 'oe',
  Œ: 'OE',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

export type ReplaceableCharacter = Ucs2Character & { replacement: string }

/** The characters of a text that force UCS-2 and for which a GSM-7 replacement can be offered. */
export function replaceableCharacters(text: string): ReplaceableCharacter[] {
  return ucs2Characters(text).flatMap((found) => {
    const replacement = gsm7ReplacementFor(found.character)
    return replacement === null ? [] : [{ ...found, replacement }]
  })
}

/**
 * The GSM-7 text to offer for one character, or null when there is none: Cyrillic, emoji and the like stay as they are.
 * A character that is GSM-7 already (ä ö ü) has no replacement either.
 */
export function gsm7ReplacementFor(character: string): string | null {
  if (isGsm7(character)) return null
  const sign = SIGNS[character]
  if (sign !== undefined) return sign

  const composed = character.normalize('NFC')
  if (isGsm7(composed)) return composed
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
  return /^[A-Za-z]$/.test(bare) ? bare : null
}

/**
 * The text with its replaceable characters replaced: all of them, or only those named in `only`.
 * Never done by itself: an author accepts it, having seen both versions. What has no replacement stays.
 */
export function replaceForGsm7(text: string, only?: readonly string[]): string {
  const replaced = replaceableCharacters(text).filter(({ character }) => !only || only.includes(character))
  const places = replaced
    .flatMap(({ character, replacement, positions }) =>
      positions.map((start) => ({ start, end: start + character.length, replacement })),
    )
    .sort((a, b) => a.start - b.start)

  let result = ''
  let done = 0
  for (const { start, end, replacement } of places) {
    result += text.slice(done, start) + replacement
    done = end
  }
  return result + text.slice(done)
}

function sameFor(characters: string, replacement: string): Record<string, string> {
  return Object.fromEntries(Array.from(characters, (character) => [character, replacement]))
}
