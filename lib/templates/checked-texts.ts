import type { Tx } from '#db/client.ts'
import type { NewTemplateText } from '#db/queries/templates.ts'
import { findTextLimits } from '#db/queries/templates.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { optOutLink, visitLink } from '#lib/core/delivery-text.ts'
import { compileComposition } from '#lib/core/placeholders.ts'
import { carriesRefusal } from '#lib/core/refusal-purposes.ts'
import { smsTextOf } from '#lib/core/rendering.ts'
import { countSmsSegments, MAX_SEGMENTS } from '#lib/core/sms-segments.ts'
import type { LengthTerms, TemplatePurpose } from '#lib/core/template-text.ts'
import {
  bodyWithEndings,
  elementsFor,
  isVisitPurpose,
  longestTextOf,
  longestValues,
  textPurposeOf,
} from '#lib/core/template-text.ts'
import { hasLineBreak, normaliseText } from '#lib/core/text-normalisation.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Texts as they are stored: normalised, blank ones left away. Only texts about a visit have its elements and endings. What sends
 * itself has a limit, since nobody sees each text before it goes: the operator's for one about a visit, six parts for the others.
 *
 * @throws Refusal placeholder_unknown, subject_line_break, template_too_long, text_too_many_segments
 */
export async function checkedTexts(
  tx: Tx,
  { chainId }: Pick<Ctx, 'chainId'>,
  purpose: TemplatePurpose,
  texts: readonly NewTemplateText[],
): Promise<NewTemplateText[]> {
  const { maxCharacters, clinicName, clinicPhone, chainName } = await findTextLimits(tx, chainId)
  const endings = (text: NewTemplateText) => (isVisitPurpose(purpose) ? [...new Set(text.endings)] : [])
  const checked = texts
    .map((text) => ({ ...text, body: normaliseText(text.body), endings: endings(text) }))
    .filter(({ body }) => body !== '')
  for (const text of checked) {
    const terms = {
      language: text.language,
      linkCharacters: visitLink(env().PUBLIC_URL, SAMPLE_CONTACT_CODE).length,
      longest: { clinic_name: clinicName, clinic_phone: clinicPhone, chain_name: chainName },
    }
    refuseMistakes(purpose, text)
    if (isVisitPurpose(purpose)) refuseOverLimit(text, terms, maxCharacters)
    else refuseTooManyParts(purpose, text, terms)
  }
  return checked
}

function refuseMistakes(purpose: TemplatePurpose, { language, subject, body }: NewTemplateText): void {
  const [inSubject] = compileComposition(subject, elementsFor(purpose)).unknown
  const [inBody] = compileComposition(body, elementsFor(purpose)).unknown
  if (inSubject) throw new Refusal('placeholder_unknown', { name: `{${inSubject.name}}` }, `texts.${language}.subject`)
  if (inBody) throw new Refusal('placeholder_unknown', { name: `{${inBody.name}}` }, `texts.${language}.body`)
  if (hasLineBreak(subject)) throw new Refusal('subject_line_break', {}, `texts.${language}.subject`)
}

function refuseOverLimit({ language, body, endings }: NewTemplateText, terms: LengthTerms, max: number): void {
  const characters = longestTextOf(bodyWithEndings(body, endings), terms)
  if (characters > max) throw new Refusal('template_too_long', { language, characters, max }, `texts.${language}.body`)
}

function refuseTooManyParts(purpose: TemplatePurpose, { language, body }: NewTemplateText, terms: LengthTerms): void {
  const refusal = carriesRefusal(textPurposeOf(purpose)) ? optOutLink(env().PUBLIC_URL, SAMPLE_CONTACT_CODE) : undefined
  // Bulk mail and private messages are counted when they are previewed, each at its real length.
  if (refusal === undefined) return
  const compiled = compileComposition(body, elementsFor(purpose))
  const text = smsTextOf({ compiled, values: longestValues(terms), language, optOutLink: refusal })
  if (countSmsSegments(text).segments > MAX_SEGMENTS)
    throw new Refusal('text_too_many_segments', { max: MAX_SEGMENTS }, `texts.${language}.body`)
}
