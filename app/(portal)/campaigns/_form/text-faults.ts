import { MAX_BODY_CHARACTERS, MAX_SUBJECT_CHARACTERS } from '#lib/campaigns/inputs.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { MAX_SEGMENTS } from '#lib/core/sms-segments.ts'
import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import type { MeasuredText, TextToMeasure } from '../../_texts/text-measure.ts'

export type TextFault =
  | { code: 'text_too_long'; used: number; max: number }
  | { code: 'placeholder_unknown'; name: string }
  | { code: 'text_too_many_segments'; max: number }
  | { code: 'line_break' }

export type TextFaults = { subject: TextFault | undefined; body: TextFault | undefined }

/** What would keep a text from being sent; the server finds the same and has the last word. A blank one is no fault. */
export function textFaults(text: TextToMeasure, measured: Pick<MeasuredText, 'segments'>): TextFaults {
  const email = text.channel === 'email'
  return {
    subject: email ? (lineBreakIn(text.subject) ?? faultIn(text.subject, MAX_SUBJECT_CHARACTERS)) : undefined,
    body: faultIn(text.body, MAX_BODY_CHARACTERS) ?? (email ? undefined : tooManySegments(measured.segments)),
  }
}

function faultIn(text: string, max: number): TextFault | undefined {
  if (text.length > max) return { code: 'text_too_long', used: text.length, max }
  const unknown = compileComposition(text).unknown[0]
  return unknown && { code: 'placeholder_unknown', name: unknown.name }
}

function lineBreakIn(subject: string): TextFault | undefined {
  return hasLineBreak(subject) ? { code: 'line_break' } : undefined
}

function tooManySegments(segments: number): TextFault | undefined {
  return segments > MAX_SEGMENTS ? { code: 'text_too_many_segments', max: MAX_SEGMENTS } : undefined
}
