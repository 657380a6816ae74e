import type { Ending, TemplatePurpose } from '#lib/core/template-text.ts'
import { ENDINGS, TEMPLATE_PURPOSES } from '#lib/core/template-text.ts'
import type { TemplateText } from '../../_texts/template-texts.ts'
import { textsToSave } from '../../_texts/template-texts.ts'

/** What the form of a template holds: as typed, so that nothing typed is lost to a mistake. */
export type TemplateValues = {
  /** Null for one that is not saved yet. */
  templateId: string | null
  version: number
  purpose: TemplatePurpose
  name: string
  /** A clinic's own text in place of a chain's template. */
  variant: { of: string; clinicId: string } | null
  texts: TemplateText[]
}

export function toCreateInput({ purpose, name, variant, texts }: TemplateValues) {
  return { purpose, name, variant, texts: textsToSave(texts) }
}

export function toSaveInput({ templateId, version, name, texts }: TemplateValues) {
  return { templateId: templateId ?? '', version, name, texts: textsToSave(texts) }
}

/** The fields as a browser posts them when no script runs. */
export function templateForm(values: TemplateValues): FormData {
  const form = new FormData()
  form.set('templateId', values.templateId ?? '')
  form.set('version', String(values.version))
  form.set('purpose', values.purpose)
  form.set('name', values.name)
  form.set('variantOf', values.variant?.of ?? '')
  form.set('clinicId', values.variant?.clinicId ?? '')
  for (const { language, subject, body, endings } of values.texts) {
    form.set(`subject.${language}`, subject)
    form.set(`body.${language}`, body)
    for (const ending of endings) form.append(`endings.${language}`, ending)
  }
  return form
}

export function templateValuesFromForm(form: FormData): TemplateValues {
  const text = (name: string) => String(form.get(name) ?? '')
  const purpose = TEMPLATE_PURPOSES.find((known) => known === text('purpose')) ?? 'reminder'
  return {
    templateId: text('templateId') || null,
    version: Number(text('version')),
    purpose,
    name: text('name'),
    variant: text('variantOf') ? { of: text('variantOf'), clinicId: text('clinicId') } : null,
    texts: languagesOf(form).map((language) => ({
      language,
      subject: text(`subject.${language}`),
      body: text(`body.${language}`),
      endings: form.getAll(`endings.${language}`).filter(isEnding),
    })),
  }
}

function languagesOf(form: FormData): string[] {
  return [...form.keys()].flatMap((key) => (key.startsWith('body.') ? [key.slice('body.'.length)] : []))
}

function isEnding(value: FormDataEntryValue): value is Ending {
  return ENDINGS.some((ending) => ending === value)
}
