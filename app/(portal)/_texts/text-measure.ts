import type { AnyPlaceholder, PlaceholderValues } from '#lib/core/placeholders.ts'
import { compileComposition, PLACEHOLDERS } from '#lib/core/placeholders.ts'
import type { TextPurpose } from '#lib/core/refusal-purposes.ts'
import { carriesRefusal } from '#lib/core/refusal-purposes.ts'
import { emailOf, smsTextOf } from '#lib/core/rendering.ts'
import { gsm7ReplacementFor, replaceableCharacters, replaceForGsm7 } from '#lib/core/sms-replacements.ts'
import type { SmsEncoding } from '#lib/core/sms-segments.ts'
import { countSmsSegments, splitSms, UNITS_ALONE, UNITS_PER_PART } from '#lib/core/sms-segments.ts'
import type { Ending } from '#lib/core/template-text.ts'
import { bodyWithEndings } from '#lib/core/template-text.ts'

export type TextToMeasure = {
  channel: 'sms' | 'email'
  purpose: TextPurpose
  language: string
  subject: string
  body: string
  values: PlaceholderValues
  /** A link as long as a patient's own will be; what may be refused ends with it. */
  optOutLink: string
  /** The elements that it may have: those of a composition, unless it is about a visit. */
  elements?: readonly AnyPlaceholder[]
  /** What is added after the body of a text about a visit. */
  endings?: readonly Ending[]
}

export type MeasuredText = {
  subject: string
  /** As the sample person would get it. */
  text: string
  encoding: SmsEncoding
  units: number
  /** 1 for an e-mail that is not empty: it is paid by the piece. */
  segments: number
  /** Units used in each part of an SMS. */
  parts: number[]
  /** Units that all these parts hold together. */
  capacity: number
}

/** Renders and counts a composition for one sample person, as the server will for everyone. */
export function measureText({
  channel,
  purpose,
  language,
  subject,
  body,
  values,
  optOutLink,
  elements = PLACEHOLDERS,
  endings = [],
}: TextToMeasure): MeasuredText {
  const refusal = carriesRefusal(purpose) ? optOutLink : undefined
  // A link is nothing that an author writes: it comes with its ending alone.
  const known = endings.includes('link') ? [...elements, 'visit_link' as const] : elements
  const compiled = compileComposition(body.trim() === '' ? '' : bodyWithEndings(body, endings), known)
  if (channel === 'email') {
    const email = emailOf({
      subject: compileComposition(subject, elements),
      body: compiled,
      values,
      language,
      optOutLink: refusal,
      purpose,
    })
    const units = email.text.length
    return { ...email, encoding: 'ucs2', units, segments: units > 0 ? 1 : 0, parts: [], capacity: 0 }
  }

  const text = smsTextOf({ compiled, values, language, optOutLink: refusal })
  const { encoding, units, segments } = countSmsSegments(text)
  const parts = splitSms(text).parts.map((part) => part.units)
  const capacity = segments <= 1 ? UNITS_ALONE[encoding] : segments * UNITS_PER_PART[encoding]
  return { subject: '', text, encoding, units, segments, parts, capacity }
}

export type Replacement = {
  letters: { character: string; replacement: string; count: number }[]
  /** The composition with these letters replaced. */
  body: string
  before: MeasuredText
  after: MeasuredText
}

/**
 * What replacing õ, š, ž and the like would do to a text; null when it would not make it shorter to pay for, so that an author
 * is never asked to spoil a spelling for nothing.
 */
export function replacementFor(text: TextToMeasure, before: MeasuredText): Replacement | null {
  if (text.channel !== 'sms' || before.encoding === 'gsm7') return null
  const letters = replaceableCharacters(text.body).map(({ character, replacement, count }) => ({
    character,
    replacement,
    count,
  }))
  if (letters.length === 0) return null

  const body = replaceForGsm7(text.body)
  const after = measureText({ ...text, body })
  return after.segments < before.segments ? { letters, body, before, after } : null
}

/** Whether marking single letters makes sense: not where most of the text is in another alphabet. */
export function hasReplaceableLettersOnly(body: string): boolean {
  return !Array.from(body.replace(/\{[^}]*\}/g, '')).some(
    (character) =>
      /\p{L}/u.test(character) && /[^\p{Script=Latin}]/u.test(character) && gsm7ReplacementFor(character) === null,
  )
}
