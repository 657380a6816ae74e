import type { SampleLength } from '#lib/core/sample-visits.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { elementsFor, isVisitPurpose, textPurposeOf } from '#lib/core/template-text.ts'
import { MAX_TEMPLATE_BODY } from '#lib/templates/inputs.ts'
import type { TemplateText } from './template-texts.ts'
import { isBlankText } from './template-texts.ts'
import type { MeasuredText, TextToMeasure } from './text-measure.ts'
import { measureText } from './text-measure.ts'
import type { TextTerms } from './text-terms.ts'

/** A text of a template as an SMS, with usual values or the longest. What is refused for its length alone is not rendered. */
export function templateToMeasure(
  purpose: TemplatePurpose,
  text: TemplateText,
  { samples, optOutLink }: Pick<TextTerms, 'samples' | 'optOutLink'>,
  length: SampleLength,
): TextToMeasure {
  const { language, subject, endings } = text
  return {
    channel: 'sms',
    purpose: textPurposeOf(purpose),
    ...{ language, subject, optOutLink },
    body: isBlankText(text) || text.body.length > MAX_TEMPLATE_BODY ? '' : text.body,
    values: samples[language]?.[length] ?? {},
    elements: elementsFor(purpose),
    endings: isVisitPurpose(purpose) ? endings : [],
  }
}

/** Both samples, rendered and counted. */
export function measureTemplate(
  purpose: TemplatePurpose,
  text: TemplateText,
  terms: Pick<TextTerms, 'samples' | 'optOutLink'>,
): Record<SampleLength, MeasuredText> {
  const measured = (length: SampleLength) => measureText(templateToMeasure(purpose, text, terms, length))
  return { typical: measured('typical'), longest: measured('longest') }
}
