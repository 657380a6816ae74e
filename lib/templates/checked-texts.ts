import type { Tx } from '#db/client.ts'
import type { NewTemplateText } from '#db/queries/templates.ts'
import { findTextLimits } from '#db/queries/templates.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { visitLink } from '#lib/core/delivery-text.ts'
import { ANY_PLACEHOLDER, compileComposition, PLACEHOLDERS } from '#lib/core/placeholders.ts'
import type { TemplatePurpose } from '#lib/core/template-text.ts'
import { bodyWithEndings, isVisitPurpose, longestTextOf } from '#lib/core/template-text.ts'
import { hasLineBreak, normaliseText } from '#lib/core/text-normalisation.ts'
import type { Ctx } from '#lib/runtime/context.ts'
import { env } from '#lib/runtime/env.ts'
import { Refusal } from '#lib/runtime/errors.ts'

/**
 * Texts as they are stored: normalised, blank ones left away. Only texts about a visit have its elements and endings, and only they
 * have a limit, since their author never sees each of them before it goes.
 *
 * @throws Refusal placeholder_unknown, subject_line_break, template_too_long
 */
export async function checkedTexts(
  tx: Tx,
  { chainId }: Pick<Ctx, 'chainId'>,
  purpose: TemplatePurpose,
  texts: readonly NewTemplateText[],
): Promise<NewTemplateText[]> {
  const { maxCharacters, clinicName, clinicPhone, chainName } = await findTextLimits(tx, chainId)
  const visit = isVisitPurpose(purpose)
  const linkCharacters = visitLink(env().PUBLIC_URL, SAMPLE_CONTACT_CODE).length
  const longest = { clinic_name: clinicName, clinic_phone: clinicPhone, chain_name: chainName }
  const checked = texts
    .map((text) => ({ ...text, body: normaliseText(text.body), endings: visit ? text.endings : [] }))
    .filter(({ body }) => body !== '')
  for (const { language, subject, body, endings } of checked) {
    const [unknown] = compileComposition(`${subject} ${body}`, visit ? ANY_PLACEHOLDER : PLACEHOLDERS).unknown
    if (unknown) throw new Refusal('placeholder_unknown', { name: unknown.name }, `texts.${language}.body`)
    if (hasLineBreak(subject)) throw new Refusal('subject_line_break', {}, `texts.${language}.subject`)
    if (!visit) continue
    const characters = longestTextOf(bodyWithEndings(body, endings), { language, linkCharacters, longest })
    if (characters > maxCharacters) {
      throw new Refusal('template_too_long', { language, characters, max: maxCharacters }, `texts.${language}.body`)
    }
  }
  return checked
}
