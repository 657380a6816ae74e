import type { SampleVisit } from '#db/queries/sample-visits.ts'
import { SAMPLE_CONTACT_CODE } from '#lib/core/contact-code.ts'
import { deliveryTextOf, visitPlaceholdersOf } from '#lib/core/delivery-text.ts'
import { countSmsSegments } from '#lib/core/sms-segments.ts'
import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { bodyWithEndings } from '#lib/core/template-text.ts'
import { textPriceMicro } from '#lib/core/text-price.ts'
import { visitValuesOf } from '#lib/core/visit-values.ts'

/** A template as the form needs it; a clinic's variant stands in for it there. */
export type TemplateToChoose = {
  id: string
  name: string
  purpose: TemplatePurpose
  variantOf: string | null
  clinicId: string | null
  texts: { language: string; subject: string; body: string; endings: Ending[] }[]
}

export type PreviewTerms = {
  chainName: string
  publicUrl: string
  prices: readonly { channel: string; country: string; priceMicro: number }[]
}

export type VisitPreview = {
  subject: string | null
  text: string
  values: string[]
  characters: number
  segments: number
  costMicro: number | null
}

/** The text of a template for one visit, as it would go out; null where the template has none in the visit's language. */
export function previewVisit(
  templates: readonly TemplateToChoose[],
  templateId: string,
  visit: SampleVisit,
  channel: 'sms' | 'email',
  { chainName, publicUrl, prices }: PreviewTerms,
): VisitPreview | null {
  const variant = templates.find((one) => one.variantOf === templateId && one.clinicId === visit.clinicId)
  const template = variant ?? templates.find(({ id }) => id === templateId)
  const text = template?.texts.find(({ language, body }) => language === visit.language && body.trim() !== '')
  if (!text) return null
  const { language } = visit
  const body = bodyWithEndings(text.body, text.endings)
  const wording = {
    channel,
    purpose: 'notice' as const,
    language,
    subject: channel === 'email' ? text.subject : '',
    body,
  }
  // Where a text tells of a change, the time before is any other than the new one.
  const told = { ...visit, toldLocal: visit.startsLocal }
  const values = visitValuesOf(language, [told], { chainName, visitCode: SAMPLE_CONTACT_CODE })
  const params = visitPlaceholdersOf(wording).map((name) => values[name] ?? '')
  const rendered = deliveryTextOf(wording, publicUrl)(params)
  const segments = channel === 'sms' ? countSmsSegments(rendered.text).segments : 0
  return {
    subject: rendered.subject,
    text: rendered.text,
    values: params,
    characters: rendered.text.length,
    segments,
    costMicro: textPriceMicro(prices, { channel, country: visit.country, segments }),
  }
}

/** Patients who come soon and whose language the template does not have; where a clinic has a variant, by that. */
export function countWithoutText(
  templates: readonly TemplateToChoose[],
  templateId: string,
  visitors: readonly { clinicId: string; language: string | null; patients: number }[],
  {
    clinicIds,
    languages,
    noLanguageAs,
  }: { clinicIds: readonly string[] | null; languages: readonly string[]; noLanguageAs: string },
): { language: string | null; patients: number }[] {
  const missing = new Map<string | null, number>()
  for (const { clinicId, language, patients } of visitors) {
    if (clinicIds !== null && !clinicIds.includes(clinicId)) continue
    const variant = templates.find((one) => one.variantOf === templateId && one.clinicId === clinicId)
    const template = variant ?? templates.find(({ id }) => id === templateId)
    const own = language !== null && languages.includes(language) ? language : noLanguageAs || null
    const has = template?.texts.some((text) => text.language === own && text.body.trim() !== '')
    if (!has) missing.set(language, (missing.get(language) ?? 0) + patients)
  }
  return [...missing]
    .map(([language, patients]) => ({ language, patients }))
    .toSorted((a, b) => b.patients - a.patients)
}
