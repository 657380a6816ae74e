import { gsm7Septets, gsm7Units } from '#lib/core/sms-alphabet.ts'

export type SmsEncoding = 'gsm7' | 'ucs2'

export type SmsSegments = {
  encoding: SmsEncoding
  /** Length in the encoding's own unit: septets for gsm7, UTF-16 code units for ucs2. */
  units: number
  /** How many parts the carrier bills. 0 for an empty text. */
  segments: number
  /** Units still free in the last part; 0 for an empty text. */
  unitsLeft: number
}

export type SmsPart = { text: string; units: number }

/** A longer text is refused: nobody reads it, and it costs like a letter. */
export const MAX_SEGMENTS = 6

/** From here on the author is warned of what the length costs. */
export const WARN_FROM_SEGMENTS = 3

// 140 octets of payload; a part of a longer text gives 6 of them to the concatenation header.
export const UNITS_ALONE = { gsm7: 160, ucs2: 70 } as const
export const UNITS_PER_PART = { gsm7: 153, ucs2: 67 } as const

/**
 * Counts the parts an SMS text is split into, which is what the carrier charges for.
 *
 * Text must be final: placeholders filled in, sender prefix and opt-out line added.
 * One character outside GSM-7 turns the whole text into UCS-2. A character that takes
 * two units (an escaped GSM-7 character, a surrogate pair) is kept whole, so two
 * full-looking texts of equal length may differ by one part.
 *
 * Never throws; a lone surrogate counts as one UCS-2 unit, as modems send it.
 *
 * Source: 3GPP TS 23.038 §6.2.1 (alphabet), TS 23.040 §9.2.3.24.1 (8-bit concatenation: "a character represented by an
 * escape-sequence shall not be split in the middle"). The standard says the same of a 16-bit UCS-2 character only; keeping
 * surrogate pairs whole is ours, since phones show halves as blanks. A carrier that cuts them anyway bills no more than this.
 */
export function countSmsSegments(text: string): SmsSegments {
  const { encoding, units } = lengthOf(text)

  if (units === 0) return { encoding, units, segments: 0, unitsLeft: 0 }
  if (units <= UNITS_ALONE[encoding]) {
    return { encoding, units, segments: 1, unitsLeft: UNITS_ALONE[encoding] - units }
  }

  const parts = packParts(widthsOf(text, encoding), UNITS_PER_PART[encoding])
  const unitsInLastPart = parts.at(-1)?.units ?? 0
  return { encoding, units, segments: parts.length, unitsLeft: UNITS_PER_PART[encoding] - unitsInLastPart }
}

/** Splits a text into the very parts that `countSmsSegments` counts; joined they are the text. No parts for an empty text. */
export function splitSms(text: string): { encoding: SmsEncoding; parts: SmsPart[] } {
  const { encoding, units } = lengthOf(text)
  if (units === 0) return { encoding, parts: [] }
  if (units <= UNITS_ALONE[encoding]) return { encoding, parts: [{ text, units }] }

  const characters = Array.from(text)
  let from = 0
  const parts = packParts(widthsOf(text, encoding), UNITS_PER_PART[encoding]).map(
    ({ characters: count, units: unitsInPart }) => {
      const part = { text: characters.slice(from, from + count).join(''), units: unitsInPart }
      from += count
      return part
    },
  )
  return { encoding, parts }
}

/**
 * The fewest and the most parts that a text of so many units can take, wherever in it its two-unit characters stand.
 *
 * Where both are equal, a group of recipients whose texts have the same encoding, the same units and the same number of
 * two-unit characters can be priced without rendering; where they differ (a part boundary may fall into a two-unit character),
 * each text of the group has to be rendered and counted. With no two-unit character they are always equal.
 *
 * @param units length in the encoding's own unit, as in `SmsSegments`
 * @param twoUnitCharacters how many of the characters take two units: extension characters in gsm7, surrogate pairs in ucs2
 */
export function segmentRange(
  encoding: SmsEncoding,
  units: number,
  twoUnitCharacters: number,
): { min: number; max: number } {
  if (units === 0) return { min: 0, max: 0 }
  if (units <= UNITS_ALONE[encoding]) return { min: 1, max: 1 }

  const perPart = UNITS_PER_PART[encoding]
  const min = Math.ceil(units / perPart)
  let max = min
  // At worst every part but the last is closed one unit short, by a two-unit character that did not fit any more.
  while (max * perPart - Math.min(max - 1, twoUnitCharacters) < units) max += 1
  return { min, max }
}

/** All that a text of one part needs; most are one, and each is looked at several times on its way. */
function lengthOf(text: string): { encoding: SmsEncoding; units: number } {
  const septets = gsm7Units(text)
  return septets === null ? { encoding: 'ucs2', units: text.length } : { encoding: 'gsm7', units: septets }
}

function widthsOf(text: string, encoding: SmsEncoding): number[] {
  return (encoding === 'gsm7' ? gsm7Septets(text) : null) ?? utf16Widths(text)
}

function utf16Widths(text: string): number[] {
  const widths: number[] = []
  for (let unit = 0; unit < text.length; unit += widths.at(-1) ?? 1) {
    const isPair = (text.codePointAt(unit) ?? 0) > 0xffff
    widths.push(isPair ? 2 : 1)
  }
  return widths
}

function packParts(widths: number[], unitsPerPart: number): { characters: number; units: number }[] {
  let part = { characters: 0, units: 0 }
  const parts = [part]
  for (const width of widths) {
    if (part.units + width > unitsPerPart) {
      part = { characters: 0, units: 0 }
      parts.push(part)
    }
    part.characters += 1
    part.units += width
  }
  return parts
}
