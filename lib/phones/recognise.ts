import type { CountryCode } from 'libphonenumber-js/max'
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

import { recogniseInPlainPlan } from '#lib/phones/plain-plan.ts'

export type PhoneKind = 'mobile' | 'landline' | 'invalid' | 'none'

export type RecognisedPhone = {
  /** `mobile` can be sent an SMS; `landline` is any other number that exists; `none` is a cell without a digit. */
  kind: PhoneKind
  /** With the plus; null unless the number exists. */
  e164: string | null
  /** ISO 3166-1 alpha-2 of the number, which decides its price; null unless the number exists. */
  country: string | null
}

const NONE: RecognisedPhone = Object.freeze({ kind: 'none', e164: null, country: null })
const INVALID: RecognisedPhone = Object.freeze({ kind: 'invalid', e164: null, country: null })

// Longer than any number with its prefixes: not worth asking about.
const MAX_DIGITS = 20
const MAX_WORDS = 12

// A second number after the first one is at least this long; fewer digits belong to the first, and spoil it.
const MIN_DIGITS_OF_ANOTHER = 5

/**
 * Reads a phone cell as receptionists fill it: `tel. 5309 8418`, `372…`, `00372…`, `53098418, 6123456 (kodus)`.
 *
 * The first number of the cell counts. A number without a plus or 00 is one of `defaultCountry`, with or without its
 * calling code; another country's code without a plus (371…) is not guessed at. What exists, and what is a mobile, is
 * what libphonenumber says with its full metadata, for length alone tells neither. Never throws.
 */
export function recognisePhone(cell: string | null | undefined, defaultCountry: string): RecognisedPhone {
  const written = firstNumber(cell ?? '')
  if (written === null) return NONE

  const whole = recogniseNumber(compact(written), defaultCountry)
  if (whole.kind !== 'invalid') return whole

  // Two numbers with nothing but a space between them.
  const words = written.trim().split(/[\s()]+/, MAX_WORDS)
  for (let count = words.length - 1; count > 0; count -= 1) {
    if (compact(words.slice(count).join('')).length < MIN_DIGITS_OF_ANOTHER) continue
    const first = recogniseNumber(compact(words.slice(0, count).join('')), defaultCountry)
    if (first.kind !== 'invalid') return first
  }
  return INVALID
}

// An opening plus or bracket, then digits with what people put between them. A slash, comma or word ends the number.
const NUMBER = /(?:\(\s*\+|\+\s*\(?|\()?\s*\d[\d\s().\-\u2010-\u2015]*/u

function firstNumber(cell: string): string | null {
  return NUMBER.exec(cell)?.[0] ?? null
}

function compact(written: string): string {
  const digits = written.replace(/\D/g, '')
  return written.includes('+') ? `+${digits}` : digits
}

function recogniseNumber(number: string, defaultCountry: string): RecognisedPhone {
  if (number.length > MAX_DIGITS) return INVALID
  const plain = recogniseInPlainPlan(number, defaultCountry)
  if (plain) return plain
  return recogniseAnywhere(number, defaultCountry)
}

function recogniseAnywhere(number: string, defaultCountry: string): RecognisedPhone {
  const key = `${defaultCountry}${number}`
  const known = recent.get(key)
  if (known) return known

  const parsed = parsePhoneNumberFromString(
    number,
    isSupportedCountry(defaultCountry) ? { defaultCountry: defaultCountry as CountryCode } : undefined,
  )
  const type = parsed?.country ? parsed.getType() : undefined
  const kind = type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? 'mobile' : 'landline'
  const recognised =
    parsed?.country && type ? ({ kind, e164: parsed.number, country: parsed.country } as const) : INVALID
  remember(key, recognised)
  return recognised
}

// libphonenumber manages some 30,000 numbers a second, and import files repeat themselves (`12345678`, a family's number).
const MAX_RECENT = 20_000
const recent = new Map<string, RecognisedPhone>()

function remember(key: string, recognised: RecognisedPhone): void {
  if (recent.size >= MAX_RECENT) recent.clear()
  recent.set(key, recognised)
}
