import { compileComposition } from '#lib/core/placeholders.ts'
import { MAX_SEGMENTS } from '#lib/core/sms-segments.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { bodyWithEndings, elementsFor, isVisitPurpose, textBudgetOf } from '#lib/core/template-text.ts'
import { hasLineBreak } from '#lib/core/text-normalisation.ts'
import { MAX_TEMPLATE_BODY } from '#lib/templates/inputs.ts'
import type { TemplateText } from './template-texts.ts'
import type { MeasuredText } from './text-measure.ts'
import type { TextTerms } from './text-terms.ts'

export type TemplateFault =
  | { code: 'too_long'; max: number }
  | { code: 'placeholder_unknown'; params: { name: string } }
  | { code: 'template_too_long'; params: { language: string; characters: number; max: number } }
  | { code: 'text_too_many_segments'; params: { max: number } }
  | { code: 'subject_line_break' }

export type TemplateFaults = { subject: TemplateFault | undefined; body: TemplateFault | undefined }

/** What would keep a text from being saved; the server finds the same and has the last word (lib/templates/checked-texts.ts). */
export function templateFaults(
  purpose: TemplatePurpose,
  text: TemplateText,
  terms: Pick<TextTerms, 'maxCharacters' | 'lengths'>,
  longest: Pick<MeasuredText, 'segments'>,
): TemplateFaults {
  return { subject: inSubject(purpose, text), body: inBody(purpose, text, terms, longest) }
}

function inSubject(purpose: TemplatePurpose, { subject }: TemplateText): TemplateFault | undefined {
  if (hasLineBreak(subject)) return { code: 'subject_line_break' }
  return unknownIn(subject, purpose)
}

function inBody(
  purpose: TemplatePurpose,
  { language, body, endings }: TemplateText,
  { maxCharacters: max, lengths }: Pick<TextTerms, 'maxCharacters' | 'lengths'>,
  { segments }: Pick<MeasuredText, 'segments'>,
): TemplateFault | undefined {
  if (body.length > MAX_TEMPLATE_BODY) return { code: 'too_long', max: MAX_TEMPLATE_BODY }
  const unknown = unknownIn(body, purpose)
  if (unknown || body.trim() === '') return unknown
  if (isVisitPurpose(purpose)) {
    const { characters } = textBudgetOf(bodyWithEndings(body, endings), { ...lengths, language })
    return characters > max ? { code: 'template_too_long', params: { language, characters, max } } : undefined
  }
  return segments > MAX_SEGMENTS ? { code: 'text_too_many_segments', params: { max: MAX_SEGMENTS } } : undefined
}

function unknownIn(text: string, purpose: TemplatePurpose): TemplateFault | undefined {
  const [unknown] = compileComposition(text, elementsFor(purpose)).unknown
  return unknown && { code: 'placeholder_unknown', params: { name: `{${unknown.name}}` } }
}
